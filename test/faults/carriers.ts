import { createHash, createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { carrierOf } from "../../adapters/index.ts";

/** A scan as the load makes it up: the clock, in UTC and to the minute, tells it from all others of its number. */
export interface LoadScan {
	/** `2026-11-22T10:00:00`, as the timeline is to show it. */
	readonly local: string;
	readonly text: string;
}

/** What a carrier posts, to the byte. */
export interface Post {
	readonly body: string;
	readonly contentType: string;
	/** Made at each attempt anew: who signs the time of sending signs it again. */
	readonly headers: () => Readonly<Record<string, string>>;
}

export interface LoadCarrier {
	readonly code: string;
	/** Null: Wayline makes it. */
	readonly secret: string | null;
	readonly number: (index: number) => string;
	/** The scans of one number, oldest first: some post the last alone, others all of them each time. */
	readonly post: (trackingNumber: string, scans: readonly LoadScan[], secret: string) => Post;
	/** What its waybills are registered with. */
	readonly needs?: Readonly<Record<string, string>>;
}

/** Ten carriers, each in its own shape and with its own proof, after the samples in test/carriers. */
export const LOAD_CARRIERS: readonly LoadCarrier[] = [
	{
		code: "push",
		secret: null,
		number: (index) => `FAULT${100_000 + index}`,
		post: (trackingNumber, scans, secret) => {
			const { local, text } = lastOf(scans);
			const id = `msg_${trackingNumber}-${scans.length}`;
			const scan = { id: `${scans.length}`, code: "in_transit.moving", occurredAt: `${local}Z`, text };
			const body = JSON.stringify({ shipments: [{ trackingNumber, scans: [scan] }] });
			return { body, contentType: "application/json", headers: () => standardHeaders(secret, id, body) };
		},
	},
	{
		code: "fedex",
		secret: "fault-fedex-token",
		number: (index) => numbered("fedex", `${70_000_000_000 + index}`),
		post: (trackingNumber, scans, secret) => {
			const { local, text } = lastOf(scans);
			const event = {
				date: `${local}+00:00`,
				eventType: "AR",
				eventDescription: text,
				scanLocation: { countryCode: "US" },
			};
			const result = { trackingNumberInfo: { trackingNumber, carrierCode: "FDXE" }, scanEvents: [event] };
			return signed({ trackResults: [result] }, (body) => ({ "fdx-signature": hmac(secret, body, "base64") }));
		},
	},
	{
		code: "ups",
		secret: "fault-ups-credential",
		number: (index) => numbered("ups", `1ZWAY001${String(index).padStart(9, "0")}`),
		post: (trackingNumber, scans, secret) => {
			const { local, text } = lastOf(scans);
			const [date = "", time = ""] = local.replaceAll(/[-:]/g, "").split("T");
			const alert = {
				trackingNumber,
				localActivityDate: date,
				localActivityTime: time,
				activityLocation: { city: "TULSA", stateProvince: "OK", postalCode: "", country: "US" },
				activityStatus: { type: "I", code: "AR", description: text },
				gmtActivityDate: date,
				gmtActivityTime: time,
				gmtOffset: "+00.00",
			};
			return signed(alert, () => ({ credential: secret }));
		},
	},
	{
		code: "usps",
		secret: "0123456789abcdef0123456789abcdef",
		number: (index) => numbered("usps", `94001${String(index).padStart(16, "0")}`),
		post: (trackingNumber, scans, secret) => {
			const { local, text } = lastOf(scans);
			const event = {
				eventType: text,
				eventTimestamp: local,
				GMTTimestamp: `${local}Z`,
				GMTOffset: "+00:00",
				eventCity: "ASHLAND",
				eventState: "OR",
				eventZIP: "97520",
				eventCode: "10",
			};
			const payload = JSON.stringify({ trackingNumber, statusCategory: "In Transit", trackingEvents: [event] });
			const timestamp = `${local}Z`;
			return signed({ subscriptionType: "TRACKING", timestamp, payload }, () => ({
				"x-hmac": hmac(secret, `${timestamp}${payload}`, "base64"),
			}));
		},
	},
	{
		code: "ninja-van",
		secret: "fault-ninja-van-key",
		number: (index) => `NVSGWAYLN${String(index).padStart(9, "0")}`,
		post: (tracking_id, scans, secret) => {
			const { local, text } = lastOf(scans);
			const update = {
				tracking_id,
				shipper_order_ref_no: text,
				timestamp: `${local}+00:00`,
				status: "International Transit",
				is_parcel_on_rts_leg: false,
				international_transit_information: { state: "Linehaul Departed", remark: "" },
			};
			return signed(update, (body) => ({ "x-ninjavan-hmac-sha256": hmac(secret, body, "base64") }));
		},
	},
	{
		code: "17track",
		secret: "FAULT0123456789A",
		number: (index) => `${300_000_000_000 + index}`,
		needs: { courier: "100003" },
		post: (number, scans, secret) => {
			const events = scans.toReversed().map(({ local, text }) => {
				const [date = "", time = ""] = local.split("T");
				return {
					time_iso: `${local}+00:00`,
					time_utc: `${local}Z`,
					time_raw: { date, time, timezone: "+00:00" },
					description: text,
					stage: null,
					sub_status: "InTransit_Other",
				};
			});
			const providers = [{ provider: { key: 100003, name: "FedEx", alias: "FedEx" }, events }];
			const latest_status = { status: "InTransit", sub_status: "InTransit_Other" };
			const track_info = { latest_status, latest_event: events[0], tracking: { providers } };
			return signed({ event: "TRACKING_UPDATED", data: { number, carrier: 100003, track_info } }, (body) => ({
				sign: createHash("sha256").update(`${body}/${secret}`).digest("hex"),
			}));
		},
	},
	{
		code: "easypost",
		secret: "fault-easypost-secret",
		number: (index) => `${400_000_000_000 + index}`,
		needs: { courier: "FedEx" },
		post: (tracking_code, scans, secret) => {
			const tracking_details = scans.map(({ local, text }) => ({
				object: "TrackingDetail",
				message: text,
				status: "in_transit",
				status_detail: "unknown",
				datetime: `${local}Z`,
				tracking_location: { object: "TrackingLocation", city: "KENLY", state: "NC", country: "US", zip: "27542" },
			}));
			const result = { object: "Tracker", tracking_code, status: "in_transit", carrier: "FedEx", tracking_details };
			const event = { description: "tracker.updated", object: "Event", result };
			return signed(event, (body) => ({
				"x-hmac-signature": `hmac-sha256-hex=${hmac(secret.normalize("NFKD"), body, "hex")}`,
			}));
		},
	},
	{
		code: "aftership",
		secret: "fault-aftership-secret",
		number: (index) => `${500_000_000_000 + index}`,
		needs: { courier: "fedex" },
		post: (tracking_number, scans, secret) => {
			const checkpoints = scans.map(({ local, text }) => ({
				slug: "fedex",
				checkpoint_time: `${local}+00:00`,
				message: text,
				city: "Denver",
				state: "CO",
				country_region: "USA",
				tag: "InTransit",
				subtag: "InTransit_001",
			}));
			const msg = { tracking_number, slug: "fedex", tag: "InTransit", subtag: "InTransit_001", checkpoints };
			return signed({ event: "tracking_update", msg }, (body) => ({
				"aftership-hmac-sha256": hmac(secret, body, "base64"),
			}));
		},
	},
	{
		code: "kuaidi100",
		secret: "fault-kuaidi100-salt",
		number: (index) => `YT${1_000_000_000_000 + index}`,
		needs: { courier: "yuantong" },
		post: (nu, scans, secret) => {
			const rows = scans.toReversed().map(({ local, text }) => {
				const time = local.replace("T", " ");
				return { time, ftime: time, context: text, status: "干线", statusCode: "1002" };
			});
			const lastResult = { message: "ok", nu, ischeck: "0", com: "yuantong", status: "200", state: "1002", data: rows };
			const param = JSON.stringify({ status: "polling", message: "", lastResult });
			return form({ sign: md5(`${param}${secret}`).toString("hex").toUpperCase(), param });
		},
	},
	{
		code: "cainiao",
		secret: "fault-cainiao-secret",
		number: (index) => `LP${String(index).padStart(14, "0")}`,
		post: (mailNo, scans, secret) => {
			const traceList = scans.map(({ local, text }) => ({
				action: "LH_DEPART",
				time: local.replace("T", " "),
				tz: "0",
				desc: text,
				city: "杭州市",
				country: "CN",
			}));
			const logistics_interface = JSON.stringify({ logisticProviderID: "DISTRIBUTOR_1", mailNo, traceList });
			const data_digest = md5(`${logistics_interface}${secret}`).toString("base64");
			return form({ msg_type: "TRACEPUSH", logistics_interface, data_digest });
		},
	},
];

/** The one under which the carrier itself would print it: with the check digit that its form wants. */
function numbered(code: string, serial: string): string {
	const rule = carrierOf(code)?.numbers;
	const number = Array.from({ length: 10 }, (_, digit) => `${serial}${digit}`).find(
		(one) => rule?.pattern.test(one) && rule.checkDigit?.(one) !== false,
	);
	if (number === undefined) throw new Error(`No number of ${code} begins with ${serial}.`);
	return number;
}

function lastOf(scans: readonly LoadScan[]): LoadScan {
	const last = scans.at(-1);
	if (last === undefined) throw new Error("A carrier posts when there is a scan.");
	return last;
}

function signed(message: object, proof: (body: string) => Readonly<Record<string, string>>): Post {
	const body = JSON.stringify(message);
	return { body, contentType: "application/json", headers: () => proof(body) };
}

function form(fields: Readonly<Record<string, string>>): Post {
	const body = new URLSearchParams(fields).toString();
	return { body, contentType: "application/x-www-form-urlencoded", headers: () => ({}) };
}

function standardHeaders(secret: string, id: string, body: string): Readonly<Record<string, string>> {
	const at = new Date();
	return {
		"webhook-id": id,
		"webhook-timestamp": `${Math.floor(at.getTime() / 1000)}`,
		"webhook-signature": new Webhook(secret).sign(id, at, body),
	};
}

function hmac(secret: string, text: string, encoding: "hex" | "base64"): string {
	return createHmac("sha256", secret).update(text).digest(encoding);
}

function md5(text: string): Buffer {
	return createHash("md5").update(text).digest();
}
