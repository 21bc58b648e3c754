import type { PageScan } from "../../src/core/page.ts";
import { isPosition } from "../../src/core/positions.ts";
import type { Place } from "../../src/core/scan.ts";
import { ClockZone, otherClocks } from "./clock-zone.tsx";
import { isElsewhere } from "./headline.ts";
import { isolate, Sentence, shorten, withoutControls } from "./isolate.tsx";
import type { Speech } from "./speech.ts";
import { type PartContext, placeText, withoutRepeats } from "./titles.ts";

// A carrier's usual sentence is a third of it.
const LONGEST_LINE = 300;

/** Every scan, newest first, under the day its own place had then. */
export function Timeline(context: PartContext) {
	const { model, words, speech } = context;
	const { parcel, now } = model;
	// Where the courier drives is on the card and the map: no step of the parcel.
	const scans = [...parcel.scans.filter((scan) => !isPosition(scan)), ...(parcel.foretold ?? [])];
	const days = byLocalDay(scans);
	const others = otherClocks(scans);
	if (days.length === 0 && isElsewhere(parcel)) return <section id="timeline" class="timeline" data-part="timeline" />;
	return (
		<section id="timeline" class="timeline" data-part="timeline" aria-labelledby="timeline-title">
			<h2 id="timeline-title">{words.timeline}</h2>
			{days.length === 0 && (
				<p>
					<Sentence text={words.noScans(isolate(parcel.carrier.name))} />
				</p>
			)}
			{days.map(({ day, scans }) => (
				<section class="day">
					<h3>
						<time datetime={day}>{speech.day(day, now)}</time>
					</h3>
					<ol reversed>
						{scans.map((scan) => (
							<ScanLine scan={scan} isOther={others.has(scan.key)} {...context} />
						))}
					</ol>
				</section>
			))}
			{parcel.older !== undefined && <p class="older">{words.olderScans(parcel.older)}</p>}
		</section>
	);
}

function ScanLine({ scan, isOther, model, words, speech }: PartContext & { scan: PageScan; isOther: boolean }) {
	const label = scan.by === "buyer" ? words.care.notReceived.line : words.codes[scan.code];
	const reason = scan.reason === "none" ? "" : words.reasons[scan.reason];
	const isSaid = reason === "" || label.toLowerCase().includes(reason.toLowerCase());
	return (
		<li class={`scan scan-${scan.milestone}${scan.by === undefined ? "" : " scan-ours"}`} id={`scan-${scan.key}`}>
			<time class="clock" datetime={scan.time.instant ?? scan.time.local}>
				{scan.time.precision === "day" ? <span class="no-time">{words.noTime}</span> : speech.time(scan.time.local)}
			</time>
			<div class="what">
				<Label scan={scan} label={label} model={model} words={words} />
				{!isSaid && <p class="reason">{reason}</p>}
				<div class="place-line">
					{scan.place && <PlaceLine place={scan.place} name={`${scan.key}-place`} speech={speech} />}
					<ClockZone scan={scan} isOther={isOther} speech={speech} />
				</div>
			</div>
		</li>
	);
}

/** What happened in our words; the carrier's own lie under them, one press away. */
function Label({
	scan,
	label,
	model,
	words,
}: Pick<PartContext, "model" | "words"> & { scan: PageScan; label: string }) {
	const { carrier, onward = [] } = model.parcel;
	const said = withoutControls(scan.text);
	const isUnread = scan.code === "note.unmapped" && said !== "";
	const line = isUnread ? shorten(said, LONGEST_LINE) : label;
	const direction = isUnread ? ({ dir: "auto" } as const) : {};
	if (said === "" || said.toLowerCase() === line.toLowerCase())
		return (
			<p class="label" {...direction}>
				{line}
			</p>
		);
	const speaker = [carrier, ...onward].find(({ code }) => code === scan.carrier)?.name ?? scan.carrier;
	return (
		<details class="with-words" data-keep={scan.key}>
			<summary class="label" {...direction}>
				{line}
			</summary>
			<p class="speaker">
				<Sentence text={words.carrierSays(isolate(speaker))} />
			</p>
			<p class="said" dir="auto">
				{said}
			</p>
		</details>
	);
}

function PlaceLine({ place, name, speech }: { place: Place; name: string; speech: Speech }) {
	const text = placeText(place, speech);
	const line = <Sentence text={text} />;
	if (text.includes(isolate(withoutRepeats(place.text)))) return <p>{line}</p>;
	return (
		<details data-keep={name}>
			<summary>{line}</summary>
			<p class="said" dir="auto">
				{withoutControls(place.text)}
			</p>
		</details>
	);
}

interface Day {
	readonly day: string;
	readonly scans: PageScan[];
}

// The order is that of the fold, by instant: a day may come twice where a parcel crosses the date line.
function byLocalDay(scans: readonly PageScan[]): Day[] {
	const days: Day[] = [];
	for (const scan of scans.toReversed()) {
		const day = scan.time.local.slice(0, 10);
		const open = days.at(-1);
		if (open?.day === day) open.scans.push(scan);
		else days.push({ day, scans: [scan] });
	}
	return days;
}
