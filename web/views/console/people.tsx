import { type HoursOfDay, WEEKDAYS, type Weekday, type WeekHours } from "../../../src/core/staff-hours.ts";
import { withoutControls } from "../isolate.tsx";
import { LANGUAGES } from "../languages.ts";
import { wallClockAt } from "../speech.ts";
import { Checks, Choice, Field, FieldError, Refusal, type SentForm } from "./fields.tsx";
import { type ConsoleContext, type ConsolePage, consoleDocument, PostForm } from "./frame.tsx";
import { SettingsMenu } from "./settings-menu.tsx";
import { SureFold } from "./sure.tsx";

/** Somebody who answers buyers, as far as it is shown. */
export interface KnownPerson {
	/** `stf_…` */
	readonly id: string;
	readonly name: string | null;
	readonly email: string | null;
	readonly languages: readonly string[];
	readonly hours: WeekHours | null;
	readonly zone: string | null;
	readonly nextInAt: string | null;
	readonly isIn: boolean;
}

export interface PeoplePage extends ConsolePage {
	readonly people: readonly KnownPerson[];
	readonly answerMinutes: number;
	readonly mayChange: boolean;
	/** The minutes, as they were sent. */
	readonly sent: SentForm;
}

/** Who answers buyers, and who of them is in. */
export function renderPeople(page: PeoplePage): string {
	const { people, mayChange } = page;
	return consoleDocument(page, (context) => {
		const { staff: words } = context.own;
		return {
			title: words.title,
			place: "settings",
			children: (
				<>
					<SettingsMenu at="staff" own={context.own} />
					<h1>{words.title}</h1>
					<p class="quiet">{words.text}</p>
					{mayChange && (
						<p class="further">
							<a class="button button-main" href="/console/staff/new">
								{words.add}
							</a>
						</p>
					)}
					{people.length === 0 && <p class="details">{words.none}</p>}
					<ul class="rows">
						{people.map((person) => (
							<Person person={person} mayChange={mayChange} own={context.own} />
						))}
					</ul>
					{mayChange && <Minutes {...page} own={context.own} />}
				</>
			),
		};
	});
}

function Person({
	person: { id, name, email, languages, hours, zone, isIn, nextInAt },
	mayChange,
	own,
}: Pick<ConsoleContext, "own"> & Pick<PeoplePage, "mayChange"> & { readonly person: KnownPerson }) {
	const { staff: words } = own;
	const shown = name === null ? words.lost : <bdi>{withoutControls(name)}</bdi>;
	return (
		<li class="row row-plain">
			<div class="row-name">
				<p>{mayChange ? <a href={`/console/staff/${id}`}>{shown}</a> : shown}</p>
				{email !== null && <p class="quiet address">{withoutControls(email)}</p>}
			</div>
			<div class="row-state">
				<p>{languages.length === 0 ? words.anyLanguage : languages.map((tag) => nameOfLanguage(tag)).join(", ")}</p>
				<p class="quiet">{hours === null ? words.always : (zone ?? "")}</p>
			</div>
			<div class="row-when">
				{isIn ? (
					<strong>{words.isIn}</strong>
				) : nextInAt === null ? (
					words.never
				) : (
					<>
						{words.nextIn} <time datetime={nextInAt}>{dayAndTime(nextInAt, zone, own.tag)}</time>
					</>
				)}
			</div>
		</li>
	);
}

/** By his own clock, as his hours are. */
function dayAndTime(instant: string, zone: string | null, tag: string): string {
	const local = wallClockAt(instant, zone);
	const weekday = new Intl.DateTimeFormat(tag, { weekday: "short", timeZone: "UTC" }).format(new Date(`${local}Z`));
	return `${weekday} ${local.slice(11, 16)}`;
}

function Minutes({ answerMinutes, staff, sent, own }: PeoplePage & Pick<ConsoleContext, "own">) {
	const { minutes } = own.staff;
	return (
		<section aria-labelledby="minutes">
			<h2 id="minutes">{minutes.title}</h2>
			<PostForm action="/console/answer-minutes" staff={staff} class="form">
				<Refusal {...sent} names={["answerMinutes"]} />
				<Field
					name="answerMinutes"
					type="number"
					label={minutes.label}
					hint={minutes.hint}
					value={sent.values.answerMinutes ?? String(answerMinutes)}
					errors={sent.errors}
					mostCharacters={4}
					isRequired
				/>
				<button class="button" type="submit">
					{own.staff.save}
				</button>
			</PostForm>
		</section>
	);
}

/** As it was written. */
export interface StaffForm extends Pick<SentForm, "refused" | "errors"> {
	readonly name: string;
	readonly email: string;
	readonly languages: readonly string[];
	/** By weekday. */
	readonly hours: { readonly [Day in Weekday]?: string };
	readonly zone: string;
}

/** Of the form below. */
export const STAFF_FIELDS = ["name", "email", "languages", "zone", ...WEEKDAYS.map((day) => `hours.${day}`)];

export interface PersonPage extends ConsolePage {
	/** `stf_…`; null of somebody new. */
	readonly id: string | null;
	readonly form: StaffForm;
}

/** One of them: somebody new, or somebody who is there. */
export function renderPerson(page: PersonPage): string {
	const { id, form, staff } = page;
	const { errors } = form;
	return consoleDocument(page, ({ own }) => {
		const { staff: words } = own;
		const title = id === null ? words.add : withoutControls(form.name);
		return {
			title,
			place: "settings",
			children: (
				<>
					<p>
						<a href="/console/staff">{words.title}</a> / <bdi>{title}</bdi>
					</p>
					<h1 dir="auto">{title}</h1>
					<PostForm action={`/console/staff${id === null ? "" : `/${id}/change`}`} staff={staff} class="form">
						<Refusal refused={form.refused} errors={errors} names={STAFF_FIELDS} />
						<Field
							name="name"
							label={words.name}
							hint={words.nameHint}
							value={form.name}
							errors={errors}
							mostCharacters={100}
							isRequired
						/>
						<Field
							name="email"
							type="email"
							label={words.email}
							hint={words.emailHint}
							value={form.email}
							errors={errors}
							mostCharacters={254}
							isRequired
						/>
						<Hours form={form} own={own} />
						<fieldset class="field choices">
							<legend>{words.languages}</legend>
							<p class="hint">{words.languagesHint}</p>
							<Checks
								name="languages"
								chosen={form.languages}
								options={languagesWith(form.languages).map((tag) => ({ value: tag, label: nameOfLanguage(tag) }))}
							/>
							<FieldError name="languages" errors={errors} />
						</fieldset>
						<button class="button button-main" type="submit">
							{words.save}
						</button>
					</PostForm>
					{id !== null && <SureFold words={words.remove} action={`/console/staff/${id}/remove`} staff={staff} />}
				</>
			),
		};
	});
}

function Hours({ form: { hours, zone, errors }, own }: Pick<PersonPage, "form"> & Pick<ConsoleContext, "own">) {
	const { staff: words } = own;
	return (
		<fieldset class="field choices">
			<legend>{words.hours}</legend>
			<p class="hint">{words.hoursHint}</p>
			{WEEKDAYS.map((day) => (
				<Field
					name={`hours.${day}`}
					label={nameOfDay(day, own.tag)}
					value={hours[day] ?? ""}
					errors={errors}
					mostCharacters={60}
				/>
			))}
			<Choice
				name="zone"
				label={words.zone}
				hint={words.zoneHint}
				value={zone}
				errors={errors}
				any={words.noZone}
				options={zonesWith(zone).map((one) => [one, one.replaceAll("_", " ")] as const)}
			/>
		</fieldset>
	);
}

/** Hours as the form takes them. */
export function writtenHours(hours: readonly HoursOfDay[] | undefined): string {
	return (hours ?? []).map(({ from, to }) => `${from}-${to}`).join(", ");
}

/** 5 January 1970 was a Monday. */
function nameOfDay(day: Weekday, tag: string): string {
	return new Intl.DateTimeFormat(tag, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(1970, 0, 4 + Number(day)));
}

function zonesWith(zone: string): readonly string[] {
	const known = Intl.supportedValuesOf("timeZone");
	// What is no zone at all is told beside the field, and cannot be chosen again.
	return known.includes(zone) || !/^[\w+/-]+$/.test(zone) ? known : [zone, ...known];
}

function languagesWith(tags: readonly string[]): readonly string[] {
	const ours: readonly string[] = LANGUAGES.map(({ tag }) => tag);
	return [...ours, ...tags.filter((tag) => !ours.includes(tag) && /^[\w-]+$/.test(tag))];
}

function nameOfLanguage(tag: string): string {
	return LANGUAGES.find((one) => one.tag === tag)?.name ?? withoutControls(tag);
}
