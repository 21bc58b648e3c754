import type { Assets } from "../model.ts";
import { Answers, Retries, Signature, Trying } from "./at-the-door.tsx";
import { FieldTables } from "./fields.tsx";
import { Code, framed } from "./frame.tsx";
import { SAMPLE_MESSAGE, SHELL } from "./snippets.ts";
import { AllCodes, AllReasons, UsualCodes } from "./words-of-codes.tsx";

/** What the door holds its senders to, as it is. */
export interface PushLimits {
	readonly shipments: number;
	readonly scansOfAParcel: number;
	readonly bodyMegabytes: number;
	readonly messagesAMinute: number;
	/** So many messages does a dry run count as. */
	readonly dryRunCosts: number;
	readonly kilobytesOfAMessage: number;
	readonly positionSeconds: number;
	readonly clockMinutes: number;
}

export interface PushGuide {
	readonly assets: Pick<Assets, "styles" | "icon">;
	/** Without a slash at its end. */
	readonly publicUrl: string;
	readonly limits: PushLimits;
}

const SECTIONS = [
	["begin", "Send the first message"],
	["fields", "What to send"],
	["codes", "Codes and reasons"],
	["times", "Times and zones"],
	["mistakes", "Corrections and withdrawals"],
	["positions", "Live positions"],
	["fetching", "To be fetched"],
	["numbers", "Other numbers of a parcel"],
	["limits", "Limits"],
	["answers", "What the door answers"],
	["retries", "Sending again"],
	["signature", "The signature"],
	["trying", "Trying it out"],
] as const;

type SectionId = (typeof SECTIONS)[number][0];

const TITLES = Object.fromEntries(SECTIONS) as Readonly<Record<SectionId, string>>;

function Heading({ of }: { readonly of: SectionId }) {
	return <h2 id={of}>{TITLES[of]}</h2>;
}

/** All that the developer of a small courier needs, on one page. */
export function renderPushGuide({ assets, publicUrl, limits }: PushGuide): string {
	return framed({
		title: "Push tracking to Wayline",
		assets,
		children: (
			<>
				<h1>Push tracking to Wayline</h1>
				<p>
					For a courier that has no tracking service of its own. You post what happened to a parcel as JSON; the shop's
					customers see it on their page a moment later.
				</p>
				<ol class="contents">
					{SECTIONS.map(([id, title]) => (
						<li>
							<a href={`#${id}`}>{title}</a>
						</li>
					))}
				</ol>
				<Begin publicUrl={publicUrl} />
				<Heading of="fields" />
				<p>
					A message holds up to {limits.shipments} shipments. A field that the door does not know is ignored; one that
					is wrong is named in the answer and costs nothing beside it. The{" "}
					<a href="/carriers/push/schema.json">JSON Schema</a> says all of this to a machine, and finds misspelt fields
					too.
				</p>
				<Code label="A message" text={SAMPLE_MESSAGE} />
				<FieldTables />
				<Heading of="codes" />
				<p>These are enough for most couriers. Beside each stands what the buyer reads:</p>
				<UsualCodes />
				<p>
					All codes, by how far the parcel has come. A code that is not among them is kept and shown in your words, and
					the shop is told.
				</p>
				<AllCodes />
				<p>A reason beside the code says why. It is never needed.</p>
				<AllReasons />
				<Times />
				<Mistakes />
				<Positions seconds={limits.positionSeconds} />
				<Fetching />
				<Heading of="numbers" />
				<p>
					Where a partner carries the parcel on, or it gets a new label of yours, name the other number in{" "}
					<code>continues</code>. It becomes part of the same journey, and is followed where the shop has an account
					with that carrier.
				</p>
				<Code label="A parcel that goes on with DHL" text={CONTINUES} />
				<Heading of="limits" />
				<ul class="bullets">
					<li>{limits.shipments} shipments in a message: one with more is refused whole. Send the rest in another.</li>
					<li>
						{limits.bodyMegabytes} MB a message, and in it {limits.scansOfAParcel.toLocaleString("en")} scans of one
						parcel: of more the newest are read.
					</li>
					<li>
						{limits.messagesAMinute} messages a minute over this address, in bursts as you like; a message of more than{" "}
						{limits.kilobytesOfAMessage} KB counts as several, one for each {limits.kilobytesOfAMessage} KB begun, and a
						dry run as {limits.dryRunCosts}. What is beyond is answered 429. Put the parcels of a van into one message.
					</li>
					<li>One position a parcel every {limits.positionSeconds} seconds is kept.</li>
					<li>The clock of your server may be {limits.clockMinutes} minutes off.</li>
				</ul>
				<Heading of="answers" />
				<Answers limits={limits} />
				<Heading of="retries" />
				<Retries />
				<Heading of="signature" />
				<Signature />
				<Heading of="trying" />
				<Trying />
			</>
		),
	});
}

function Begin({ publicUrl }: { readonly publicUrl: string }) {
	return (
		<>
			<Heading of="begin" />
			<p>
				The shop gives you two things: an address, which begins with <code>{publicUrl}/carriers/push/con_</code>, and a
				secret, which begins with <code>whsec_</code>. Put both into the environment:
			</p>
			<Code
				label="The environment"
				text={`export WAYLINE_PUSH_URL=${publicUrl}/carriers/push/con_…\nexport WAYLINE_PUSH_SECRET=whsec_…`}
			/>
			<p>
				Save the message further down as <code>message.json</code>, with the number of a real waybill, and this as{" "}
				<code>push.sh</code>. It needs <code>curl</code> and <code>openssl</code>.
			</p>
			<Code label="push.sh" text={SHELL} />
			<p>
				<code>sh push.sh message.json '?dry_run=1'</code> says how the message would be read and keeps nothing.{" "}
				<code>sh push.sh message.json</code> sends it. The answer is 202:
			</p>
			<Code label="The answer" text={'{"accepted":1,"unmatched":0,"problems":[]}'} />
			<p>
				The shop can also have a command made that is signed already and runs once as it stands (
				<code>POST /v1/connections/con_…/sample</code>). The same in Node, Python and PHP is{" "}
				<a href="#signature">further down</a>.
			</p>
		</>
	);
}

function Times() {
	return (
		<>
			<Heading of="times" />
			<p>
				Best is the time with its offset. Where your program knows only what the clock on the wall showed, name the
				zone:
			</p>
			<Code
				label="Times"
				text={`"2026-11-22T09:00:00+01:00"
{ "local": "2026-11-22T09:00:00", "zone": "Europe/Berlin" }
"2026-11-22"                  a day without a clock stays a day`}
			/>
			<p>
				A wall clock with neither offset nor zone is read in the zone of the scan's place. Where that is not known
				either, it stays a wall clock: shown as written, never turned into an instant. A scan that is dated more than 24
				hours ahead of its message is shown as foretold and decides nothing; a position more than a few minutes ahead is
				passed over. A local clock written with a Z is the usual cause.
			</p>
		</>
	);
}

function Mistakes() {
	return (
		<>
			<Heading of="mistakes" />
			<p>
				<strong>To correct a scan</strong>, tell it again under the same <code>id</code> with other words, another time,
				place or code: what was told last counts. <strong>To take one back</strong>, name its id in{" "}
				<code>withdraw</code>: it leaves the timeline, and the parcel stands where the others leave it. Told again after
				that, it is back.
			</p>
			<Code
				label="A correction and a withdrawal"
				text={`{
  "shipments": [
    {
      "trackingNumber": "BIKE1207",
      "scans": [
        { "id": "a1", "code": "picked_up.collected", "occurredAt": "2026-11-22T09:20:00+01:00" }
      ],
      "withdraw": ["a2"]
    }
  ]
}`}
			/>
			<p>
				"Last" is by when Wayline received the messages, so send what belongs together in order. Within one message a
				scan that is both told and withdrawn is withdrawn, and of one id told twice in different words the first counts;
				the answer says so. A scan without an id is known by its code, time and place, and cannot be corrected.
			</p>
		</>
	);
}

function Positions({ seconds }: { readonly seconds: number }) {
	return (
		<>
			<Heading of="positions" />
			<p>
				While a parcel is on its way to the door, send its <code>position</code> as often as every {seconds} seconds.
				The page shows the newest until the next scan; older ones are not shown, and none is once the parcel is
				delivered. Of several positions of one parcel within the same {seconds} seconds of the clock (from :00, :15, :30
				and :45) the first counts; the others are taken without a complaint and change nothing. The newest is the one
				that was taken latest, in whatever order they arrive.
			</p>
			<Code
				label="Positions"
				text={`{
  "shipments": [
    {
      "trackingNumber": "BIKE1207",
      "position": { "lat": 51.34021, "lng": 12.37315, "at": "2026-11-22T11:45:00+01:00", "stopsBefore": 3 }
    },
    {
      "trackingNumber": "BIKE1208",
      "position": { "lat": 51.34021, "lng": 12.37315, "at": "2026-11-22T11:45:00+01:00", "stopsBefore": 7 }
    }
  ]
}`}
			/>
		</>
	);
}

function Fetching() {
	return (
		<>
			<Heading of="fetching" />
			<p>
				Say with a <code>ready_for_pickup</code> scan where the parcel waits. The page shows it as a card with the way
				there, as long as it waits. A reminder need tell only what is new: it keeps the name and the hours of the scan
				before. The code is for the recipient alone, who says a postcode or an e-mail address that the shop knows.
			</p>
			<Code
				label="A parcel in a kiosk"
				text={`{
  "shipments": [
    {
      "trackingNumber": "BIKE1207",
      "scans": [
        {
          "id": "a3",
          "code": "ready_for_pickup.at_point",
          "occurredAt": "2026-11-22T14:00:00+01:00",
          "pickup": {
            "name": "Kiosk am Markt",
            "address": "Marktplatz 3, 04109 Leipzig",
            "hours": ["Mo-Fr 08:00-18:00", "Sa 09:00-13:00"],
            "until": "2026-11-29",
            "lat": 51.34033,
            "lng": 12.37475
          },
          "pickupCode": "4711"
        }
      ]
    }
  ]
}`}
			/>
		</>
	);
}

const CONTINUES = `{
  "shipments": [
    {
      "trackingNumber": "BIKE1207",
      "continues": [{ "trackingNumber": "00340434161094042557", "carrier": "dhl" }]
    }
  ]
}`;
