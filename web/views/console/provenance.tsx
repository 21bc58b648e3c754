import type { Provenance as Source } from "../../../src/core/scan.ts";
import type { Code } from "../../../src/core/status.ts";
import type { ConsoleContext } from "./frame.tsx";
import { Ago, Said } from "./parts.tsx";
import { visible } from "./visible.ts";

/** A scan with what the carrier wrote and where we have it from. */
export interface SourcedScan {
	readonly key: string;
	readonly leg: number;
	readonly code: Code;
	readonly local: string;
	readonly zone: string | null;
	readonly carrierCode: string;
	readonly text: string;
	readonly provenance: readonly Source[];
}

interface Input extends ConsoleContext {
	/** Oldest first. */
	readonly scans: readonly SourcedScan[];
	readonly corrected: readonly SourcedScan[];
	readonly mayReadMessages: boolean;
}

export function Provenance({ scans, corrected, ...context }: Input) {
	const { parcel: text } = context.own;
	return (
		<section aria-labelledby="provenance">
			<h2 id="provenance">{text.provenance}</h2>
			{scans.length === 0 ? (
				<p class="quiet">{text.noScans}</p>
			) : (
				<>
					<p class="quiet">{text.provenanceText}</p>
					<SourcedScans scans={scans.toReversed()} {...context} />
				</>
			)}
			{corrected.length > 0 && (
				<details>
					<summary>
						{text.corrected} ({corrected.length})
					</summary>
					<SourcedScans scans={corrected.toReversed()} {...context} />
				</details>
			)}
		</section>
	);
}

function SourcedScans({ scans, ...context }: Omit<Input, "corrected">) {
	const { words } = context;
	return (
		<ol class="sources">
			{scans.map((scan) => (
				<li>
					<p>
						<time datetime={scan.local}>{scan.local.replace("T", " ")}</time>
						{scan.zone !== null && <span class="quiet"> {scan.zone}</span>}
					</p>
					<p>
						<Said {...context}>{words.codes[scan.code]}</Said> <code>{scan.code}</code>
					</p>
					<CarriersWords scan={scan} {...context} />
					<ul>
						{scan.provenance.map((source) => (
							<li class="quiet">
								<Sourced source={source} {...context} />
							</li>
						))}
					</ul>
				</li>
			))}
		</ol>
	);
}

function CarriersWords({ scan, own }: ConsoleContext & { readonly scan: SourcedScan }) {
	if (scan.carrierCode === "" && scan.text === "") return null;
	return (
		<p class="quiet">
			{scan.carrierCode !== "" && (
				<>
					{own.parcel.carrierCode} <code>{visible(scan.carrierCode)}</code>
				</>
			)}
			{scan.text !== "" && (
				<q dir="auto" class="own-words">
					{visible(scan.text)}
				</q>
			)}
		</p>
	);
}

type SourcedInput = Omit<Input, "scans" | "corrected"> & { readonly source: Source };

function Sourced({ source, mayReadMessages, ...context }: SourcedInput) {
	const { parcel } = context.own;
	const { channel, messageId, knownAt } = source;
	return (
		<>
			{parcel.channels[channel]}, {parcel.learnt} <Ago at={knownAt} {...context} />
			{mayReadMessages && messageId !== "" && (
				<>
					{": "}
					<a href={`/console/messages/${messageId}`}>{parcel.message}</a>
				</>
			)}
		</>
	);
}
