// Made from the API's document by client/generate/types-of.ts; test/client/client.test.ts says how.

/** Nothing is taken. */
export type NoInput = Readonly<Record<never, never>>;

export interface AuditEntry {
	readonly id: string;
	readonly at: string;
	/** `key_…`, a member of the staff by address, or `operator`. */
	readonly actor: string;
	/** A noun and what became of it: `key.rotated`. */
	readonly action: string;
	/** The id of what was changed. */
	readonly subject: string | null;
	/** Mostly `fields`, the names of what was changed. */
	readonly details: Readonly<Record<string, unknown>>;
}

export interface BatchItem {
	/** Its place in the batch, from 0. */
	readonly index: number;
	/** What it would have been answered with alone. */
	readonly status: number;
	readonly shipment?: Shipment | undefined;
	readonly problem?: ToldProblem | undefined;
}

/** Another name to sell under. */
export interface Brand {
	readonly id: string;
	readonly name: string;
	/** Where what buyers ask is mailed to; null: it waits in the console and in the API alone. */
	readonly contactEmail: string | null;
	readonly brand: {
		/** Drawn anew from what was uploaded; in pixels as it is shown, the picture has twice as many. */
		readonly logo: {
			readonly url: string;
			readonly width: number;
			readonly height: number;
		} | null;
		/** `#rrggbb` */
		readonly accent: string | null;
		readonly links: readonly {
			readonly label: string;
			readonly url: string;
		}[];
		readonly faq: readonly {
			readonly question: string;
			readonly answer: string;
			readonly topics: readonly string[];
			readonly language: string | null;
		}[];
		/** For readers who name no language that the page speaks. */
		readonly language: string | null;
		/** Sites that may show the page's short form. */
		readonly embedOrigins: readonly string[];
		/** `moderated`: somebody lets each review through; `open`: those of recognised buyers are shown at once; `off`: nobody is asked. */
		readonly reviews: "off" | "moderated" | "open";
		readonly products: {
			/** Whether buyers who want to are shown what you sell. */
			readonly show: boolean;
			/** Your own sites: products lead to no other. */
			readonly sites: readonly string[];
		};
	};
	/** What is made of the accent so that it is read by day and by night; null without an accent. */
	readonly colours: {
		readonly light: {
			readonly accent: string;
			/** Text on the accent. */
			readonly onAccent: string;
			/** The line on the map. */
			readonly route: string;
		};
		readonly dark: {
			readonly accent: string;
			/** Text on the accent. */
			readonly onAccent: string;
			/** The line on the map. */
			readonly route: string;
		};
	} | null;
}

export interface Carrier {
	readonly code: string;
	readonly name: string;
	readonly countries: readonly string[];
	/** It is asked. */
	readonly polls: boolean;
	/** It posts. */
	readonly webhook: boolean;
	/** `by-wayline`: it posts of numbers that are subscribed alone, which registering does. */
	readonly subscription: "not-needed" | "by-wayline";
	readonly credentials: readonly string[];
	/** Those among the credentials that may be left out. */
	readonly optionalCredentials: readonly string[];
	/** What a look-up wants beside the number. */
	readonly needs: readonly {
		readonly name: string;
		readonly why: string;
		readonly required: boolean;
	}[];
	/** What to do with the webhook's address and its secret, in a sentence. */
	readonly setUp: string | null;
	readonly source: {
		readonly kind: string;
		readonly url: string;
		readonly checked: string;
	};
	/** False: it is named and linked, and nothing is heard of its parcels but from an aggregator. */
	readonly followable: boolean;
}

export interface CarrierCorrection {
	/** As `GET /v1/carriers` lists it. */
	readonly carrier: string;
	/** The number that it has; the one it is known by where left out. */
	readonly trackingNumber?: string | undefined;
	readonly needs?: Readonly<Record<string, string>> | undefined;
}

/** An event as endpoints of the format `cloudevents` are told of it. */
export interface CloudEvent {
	readonly specversion: "1.0";
	/** `evt_…`, the `webhook-id` of every attempt. */
	readonly id: string;
	/** The address of the installation. */
	readonly source: string;
	/** `wayline.` and the type of the event. */
	readonly type: string;
	/** The id of the parcel, or of the endpoint that is tested. */
	readonly subject?: string | undefined;
	readonly time: string;
	readonly datacontenttype: "application/json";
	/** The same as in the other format. */
	readonly data: {
	};
}

/** What happened; its first word is the milestone. */
export type Code = "pending.registered" | "pending.not_found" | "pending.invalid_number" | "pending.carrier_ambiguous" | "pending.carrier_unavailable" | "info_received.label_created" | "info_received.notified" | "info_received.awaiting_handover" | "info_received.awaiting_data" | "info_received.pickup_scheduled" | "info_received.driver_at_sender" | "info_received.not_yet_received" | "info_received.pickup_failed" | "picked_up.accepted" | "picked_up.collected" | "picked_up.dropped_off" | "picked_up.without_data" | "in_transit.moving" | "in_transit.origin_facility_arrived" | "in_transit.origin_facility_departed" | "in_transit.arrived_facility" | "in_transit.processed_facility" | "in_transit.departed_facility" | "in_transit.loaded" | "in_transit.linehaul_departed" | "in_transit.linehaul_arrived" | "in_transit.export_office_arrived" | "in_transit.departed_origin_country" | "in_transit.transit_country_arrived" | "in_transit.transit_country_departed" | "in_transit.arrived_destination_country" | "in_transit.inward_office_departed" | "in_transit.arrived_destination_city" | "in_transit.arrived_delivery_depot" | "in_transit.held_at_delivery_depot" | "in_transit.handover_to_partner" | "in_transit.received_by_partner" | "in_transit.delivery_scheduled" | "in_transit.forwarded_new_address" | "in_transit.redirected_by_carrier" | "in_transit.problem_resolved" | "in_transit.export_customs_presented" | "in_transit.export_customs_held" | "in_transit.export_customs_cleared" | "in_transit.held_at_export_office" | "in_transit.import_customs_presented" | "in_transit.import_customs_held" | "in_transit.customs_info_required" | "in_transit.customs_duty_due" | "in_transit.customs_cleared" | "in_transit.held_at_import_office" | "in_transit.delayed" | "in_transit.delayed_carrier" | "in_transit.delayed_weather" | "in_transit.delayed_transport" | "in_transit.delayed_holiday" | "in_transit.misrouted" | "in_transit.held" | "in_transit.held_at_request" | "in_transit.security_check" | "in_transit.address_problem" | "in_transit.damaged" | "in_transit.repacked" | "in_transit.contact_carrier" | "in_transit.declaration_incorrect" | "in_transit.out_of_area" | "in_transit.no_update" | "out_for_delivery.on_vehicle" | "out_for_delivery.contacting_recipient" | "out_for_delivery.nearby" | "out_for_delivery.arrived" | "out_for_delivery.overdue" | "delivery_attempted.failed" | "delivery_attempted.problem" | "delivery_attempted.recipient_absent" | "delivery_attempted.recipient_unreachable" | "delivery_attempted.business_closed" | "delivery_attempted.no_access" | "delivery_attempted.notice_left" | "delivery_attempted.identification_failed" | "delivery_attempted.cod_unpaid" | "delivery_attempted.not_enough_time" | "delivery_attempted.address_not_found" | "delivery_attempted.rescheduled" | "delivery_attempted.reschedule_needed" | "delivery_attempted.final" | "delivery_attempted.refused" | "ready_for_pickup.at_point" | "ready_for_pickup.locker" | "ready_for_pickup.post_office" | "ready_for_pickup.carrier_depot" | "ready_for_pickup.arriving_at_point" | "ready_for_pickup.expiring" | "delivered.to_recipient" | "delivered.signed" | "delivered.collected" | "delivered.cod_paid" | "delivered.to_neighbour" | "delivered.to_reception" | "delivered.to_proxy" | "delivered.safe_place" | "delivered.letterbox" | "delivered.po_box" | "delivered.alternative_location" | "delivered.partial" | "delivered.damaged" | "delivered.after_exception" | "delivered.disputed" | "returning.to_sender" | "returning.not_collected" | "returning.recipient_moved" | "returning.attempts_exhausted" | "returning.recipient_deceased" | "returned.to_sender" | "cancelled.cancelled" | "cancelled.export_cancelled" | "exception.unspecified" | "exception.rejected_by_carrier" | "exception.outside_service" | "exception.prohibited" | "exception.customs_rejected" | "exception.import_terminated" | "exception.undeliverable" | "exception.search_started" | "exception.lost" | "exception.destroyed" | "exception.stolen" | "expired.no_tracking" | "expired.archived" | "note.information" | "note.unmapped" | "note.eta_changed" | "note.recipient_notified" | "note.delivery_options_offered" | "note.delivery_option_chosen" | "note.relabelled" | "note.measured" | "note.consolidated" | "note.split" | "note.proof_of_delivery" | "note.after_delivery" | "note.position";

/** How it stands with the parcel. */
export type Condition = "ok" | "notice" | "delayed" | "stalled" | "action_required" | "problem" | "final_problem" | "disputed" | "source_down";

/** An account with a carrier. */
export interface Connection {
	readonly id: string;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	readonly label: string | null;
	/** Where the carrier posts; null for a carrier without webhooks. */
	readonly webhookUrl: string | null;
	/** What to do with the secret, in a sentence. */
	readonly setUp?: string | undefined;
	/** Shown once, where it was made here. */
	readonly webhookSecret?: string | undefined;
	readonly polls: boolean;
	/** Of asking the carrier; where there is nobody to ask, of what it posts. */
	readonly health: {
		/** `unknown`: nothing was asked, or posted, yet. */
		readonly state: "unknown" | "ok" | "failing";
		readonly failingSince: string | null;
		readonly lastOkAt: string | null;
		/** What went wrong last, in words. */
		readonly lastError: string | null;
		/** Not asked before. */
		readonly pausedUntil: string | null;
	};
	/** What was posted to the webhook address; each moment is right to the minute. */
	readonly webhook: {
		readonly lastMessageAt: string | null;
		readonly lastRefusedAt: string | null;
		readonly lastRefusal: string | null;
	};
	/** The parcels that it follows. */
	readonly following: {
		/** On their way with it. */
		readonly parcels: number;
		/** It has followed so many that the newest alone were counted. */
		readonly hasMore: boolean;
		/** Since when the first of those to be asked for waits; null while asking keeps up. */
		readonly dueSince: string | null;
	};
	/** Numbers that the carrier was asked to post for; null where it needs no asking. */
	readonly subscriptions: {
		/** `at-work`: waybills are subscribed by themselves. Otherwise what is missing. */
		readonly state: "at-work" | "needs-credentials" | "no-public-address";
		readonly wanted: number;
		readonly active: number;
		/** The carrier refused them; they are asked for again. */
		readonly refused: number;
		/** Not renewed in time; the numbers are polled meanwhile. */
		readonly lapsed: number;
		readonly lastError: string | null;
	} | null;
	readonly createdAt: string;
}

export interface ConnectionChange {
	/** Your own name of the account. */
	readonly label?: string | undefined;
	/** As `GET /v1/carriers` names them. Kept sealed, and shown to nobody. */
	readonly credentials?: Readonly<Record<string, string>> | undefined;
	/** What the carrier signs with; made here where it is left out and one is needed. */
	readonly webhookSecret?: string | undefined;
	/** How long the secret before is taken as well; a day where it is left out. */
	readonly graceHours?: number | undefined;
}

/** An event on its way to an endpoint. */
export interface Delivery {
	readonly id: string;
	readonly endpointId: string;
	/** `evt_…`, the `webhook-id` of every attempt. */
	readonly messageId: string;
	readonly type: string;
	/** Null for news of no parcel. */
	readonly shipmentId: string | null;
	readonly sequence: number | null;
	readonly state: "waiting" | "retrying" | "delivered" | "given-up" | "held" | "dropped";
	readonly tries: number;
	readonly lastStatus: number | null;
	readonly lastFailure: string | null;
	readonly nextAt: string | null;
	readonly createdAt: string;
	readonly deliveredAt: string | null;
}

/** An event with what was posted and what came back. */
export interface DeliveryDetail {
	readonly id: string;
	readonly endpointId: string;
	/** `evt_…`, the `webhook-id` of every attempt. */
	readonly messageId: string;
	readonly type: string;
	/** Null for news of no parcel. */
	readonly shipmentId: string | null;
	readonly sequence: number | null;
	readonly state: "waiting" | "retrying" | "delivered" | "given-up" | "held" | "dropped";
	readonly tries: number;
	readonly lastStatus: number | null;
	readonly lastFailure: string | null;
	readonly nextAt: string | null;
	readonly createdAt: string;
	readonly deliveredAt: string | null;
	readonly url: string;
	/** As they were sent at the last attempt, without the signature; null before the first. */
	readonly headers: Readonly<Record<string, string>> | null;
	/** What was posted. */
	readonly payload: unknown;
	/** Oldest first, the last fifty. */
	readonly attempts: readonly {
		readonly try: number;
		readonly at: string;
		readonly status: number | null;
		/** Why it did not arrive, in a sentence. */
		readonly failure: string | null;
		readonly answer: string;
		readonly tookMs: number;
	}[];
}

export interface Detection {
	readonly numbers: readonly string[];
}

/** Where a system of the seller's hears of news. */
export interface Endpoint {
	readonly id: string;
	readonly url: string;
	readonly label: string | null;
	/** Types, or their beginning and a star. */
	readonly events: readonly string[];
	/** Null: of every carrier. */
	readonly carriers: readonly string[] | null;
	/** Of what is told from now on. */
	readonly format: "standard" | "cloudevents";
	readonly signature: "hmac-sha256" | "ed25519";
	/** `whpk_…`, by which `ed25519` is checked; null: by the secret. */
	readonly publicKey: string | null;
	/** `failing`: nothing arrived since `failingSince`. `disabled`: nothing is sent, and what comes is held. */
	readonly state: "active" | "failing" | "disabled";
	readonly failingSince: string | null;
	readonly disabledAt: string | null;
	readonly disabledBecause: string | null;
	/** Until when news are signed with the secret before as well. */
	readonly earlierSecretUntil: string | null;
	/** Shown once, when it is made; `ed25519` has none. */
	readonly webhookSecret?: string | undefined;
	readonly createdAt: string;
	readonly updatedAt: string;
}

export interface EndpointChange {
	/** Where to post: https, and a public address unless the operator allows another. */
	readonly url?: string | undefined;
	readonly label?: string | null | undefined;
	readonly events?: readonly string[] | undefined;
	readonly carriers?: readonly string[] | null | undefined;
	/** `standard`: the envelope of Standard Webhooks. `cloudevents`: a CloudEvent 1.0 around the same data. What is being tried again stays as it was. */
	readonly format?: "standard" | "cloudevents" | undefined;
	/** False: nothing is sent, and what comes is held. */
	readonly enabled?: boolean | undefined;
	/** What becomes of what came while it was disabled; it is sent where this is left out. */
	readonly held?: "send" | "drop" | undefined;
}

/** An arrival as shown: a window on the destination's clock, how sure it is, who says so, and why. */
export interface Eta {
	/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
	readonly from: string;
	/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
	readonly to: string;
	/** Dates, and no times of day. */
	readonly dateOnly: boolean;
	readonly zone: string | null;
	readonly likely: string | null;
	/** The share of parcels that arrive inside the window, measured; null for a promise that nobody has measured. */
	readonly level: number | null;
	/** Who says so. */
	readonly source: "carrier" | "seller" | "model";
	/** Plain English: where the window comes from. */
	readonly because: string;
	/** The same as data, what weighs most first; absent for a promise. */
	readonly reasons?: readonly {
		readonly what: "stated" | "distance" | "carrier" | "service" | "country" | "region" | "lane" | "postcode" | "origin" | "seller" | "trend" | "age" | "since-first" | "late-step";
		/** How much longer than without it the way takes: 1.2 is a fifth longer. */
		readonly factor?: number | undefined;
		/** The parcels that taught it, old ones counting less. */
		readonly parcels?: number | undefined;
		readonly days?: readonly number[] | undefined;
		/** The days are days on which the carrier works. */
		readonly working?: boolean | undefined;
		readonly code?: Code | undefined;
	}[] | undefined;
	/** What the carrier promises where a window of our own is shown instead. */
	readonly beside?: {
		/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
		readonly from: string;
		/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
		readonly to: string;
		/** Dates, and no times of day. */
		readonly dateOnly: boolean;
		readonly zone: string | null;
	} | undefined;
}

/** How many parcels met exceptions of one kind, and what came of them. */
export interface ExceptionsMet {
	/** Null where nobody said why. */
	readonly reason?: string | null | undefined;
	readonly code?: string | undefined;
	readonly carrier?: string | undefined;
	readonly lane?: string | undefined;
	/** Null for parcels without one. */
	readonly service?: string | null | undefined;
	/** Its Monday. */
	readonly week?: string | undefined;
	readonly month?: string | undefined;
	readonly parcels: number;
	/** Of such parcels, with an exception or without. */
	readonly outOf: number;
	readonly share: MeasuredShare;
	/** Of `parcels`; the five after it are the rest. */
	readonly arrived: number;
	readonly open: number;
	readonly returned: number;
	readonly lost: number;
	readonly cancelled: number;
	readonly unseen: number;
	readonly arrivedShare: MeasuredShare;
	/** How many went on so far. */
	readonly wentOn: number;
	/** After how long half had gone on. */
	readonly median: MeasuredDays | null;
	readonly p90: MeasuredDays | null;
}

/** What answers on the pages were worth to who read them. */
export interface FaqHelped {
	readonly period: {
		readonly days: number;
		readonly from: string;
	};
	readonly items: readonly {
		/** One of ours, as `topics` of a shop's questions names them, or `own-…` of one that the shop wrote. */
		readonly topic: string;
		/** The words of one that the shop wrote and still has. */
		readonly question: string | null;
		readonly helped: number;
		readonly notHelped: number;
		/** Of those who said anything, who was helped. */
		readonly share: number;
		/** The share lies between this and `high` 95 times of 100 (Wilson). */
		readonly low: number;
		readonly high: number;
	}[];
}

/** What happens to a waybill, and the next step where something is missing. */
export interface Following {
	readonly state: "following" | "needs-connection" | "push-only" | "unsupported" | "stopped";
	/** What to do, or to know, in a sentence. */
	readonly next: string | null;
}

/** A file of parcels, and how far it was read. */
export interface Import {
	readonly id: string;
	readonly name: string | null;
	readonly state: "waiting" | "running" | "checked" | "done" | "failed" | "cancelled";
	/** All is tried and nothing registered. */
	readonly dryRun: boolean;
	readonly file: {
		readonly bytes: number;
		readonly charset: string;
		readonly delimiter: string;
		readonly hasHeader: boolean;
		readonly days: "day-first" | "month-first" | null;
		/** It is there still, to be imported after a dry run. */
		readonly isKept: boolean;
	};
	readonly columns: readonly {
		/** As the header has it; null without a header. */
		readonly name: string | null;
		/** Null: it is left alone. */
		readonly field: string | null;
		readonly by: "told" | "name" | "contents" | null;
	}[];
	readonly notes: readonly string[];
	readonly rows: {
		/** Below the header. */
		readonly total: number;
		readonly read: number;
		/** Of which nothing came, or not all: see the problems. */
		readonly refused: number;
	};
	readonly parcels: {
		readonly created: number;
		/** Registered before. */
		readonly known: number;
	};
	readonly createdAt: string;
	readonly endedAt: string | null;
}

/** A row of which nothing came, or not all. */
export interface ImportProblem {
	/** As a spreadsheet numbers it. */
	readonly row: number;
	readonly errors: readonly {
		readonly pointer: string;
		readonly detail: string;
	}[];
}

/** A mail that came in, without its words. */
export interface InboundMail {
	readonly id: string;
	/** `said`: its words are the buyer's or the shop's in the thread. `noted`: they are there for the shop alone. `held`: its writer, of the shop, was told that they were not passed on. `suggested`: it waits to be placed. `set-aside`: it has no words for anybody. */
	readonly state: "said" | "noted" | "held" | "suggested" | "set-aside";
	/** Who or what wrote it: `person`, `list`, `auto-reply`, `out-of-office`, `bounce`, `complaint`, `loop`; `unreadable`, or `too-large` to be taken. */
	readonly kind: string;
	/** Why it is where it is. */
	readonly because: string;
	/** Whose thread it belongs to; null where nobody knows. */
	readonly questionId: string | null;
	/** Of one that waits to be placed: questions that it may belong to. */
	readonly suggested: readonly string[];
	/** Whom it says it is from, which anybody can write. */
	readonly from: {
		readonly name: string;
		readonly address: string;
	} | null;
	/** Null where the key that sealed it is lost. */
	readonly subject: string | null;
	readonly bytes: number;
	readonly receivedAt: string;
}

/** A mail that came in, as it reads and as it came. */
export interface InboundMailDetail {
	readonly id: string;
	/** `said`: its words are the buyer's or the shop's in the thread. `noted`: they are there for the shop alone. `held`: its writer, of the shop, was told that they were not passed on. `suggested`: it waits to be placed. `set-aside`: it has no words for anybody. */
	readonly state: "said" | "noted" | "held" | "suggested" | "set-aside";
	/** Who or what wrote it: `person`, `list`, `auto-reply`, `out-of-office`, `bounce`, `complaint`, `loop`; `unreadable`, or `too-large` to be taken. */
	readonly kind: string;
	/** Why it is where it is. */
	readonly because: string;
	/** Whose thread it belongs to; null where nobody knows. */
	readonly questionId: string | null;
	/** Of one that waits to be placed: questions that it may belong to. */
	readonly suggested: readonly string[];
	/** Whom it says it is from, which anybody can write. */
	readonly from: {
		readonly name: string;
		readonly address: string;
	} | null;
	/** Null where the key that sealed it is lost. */
	readonly subject: string | null;
	readonly bytes: number;
	readonly receivedAt: string;
	readonly messageId: string | null;
	/** What its writer wrote, without what it quotes; null where it cannot be read. */
	readonly text: string | null;
	/** As it came, in base64, less what `leftOut` names; null where it is kept no longer, or the key that sealed it is lost. Whatever it holds is a stranger's. */
	readonly raw: string | null;
	/** What was not kept of it: the files of whoever is neither the buyer nor of the shop, of programs, and of a thread whose mails are larger than 60 MB together. */
	readonly leftOut: readonly {
		readonly name: string;
		readonly bytes: number;
	}[];
}

/** An end of the journey, as the seller named it. */
export interface JourneyEnd {
	/** Two letters of ISO 3166-1. */
	readonly country: string;
	readonly region?: string | null | undefined;
	readonly city?: string | null | undefined;
	readonly postcode?: string | null | undefined;
}

/** An API key, without the key itself. */
export interface Key {
	readonly id: string;
	/** The first characters of the key. */
	readonly prefix: string;
	readonly label: string | null;
	readonly scopes: readonly ("shipments:read" | "shipments:write" | "connections:read" | "connections:write" | "messages:read" | "questions:read" | "questions:write" | "reviews:read" | "reviews:write" | "shop:read" | "shop:write" | "audit:read" | "endpoints:read" | "endpoints:write" | "keys:read" | "keys:write")[];
	/** Requests a minute; null: as many as any key. */
	readonly perMinute: number | null;
	readonly createdAt: string;
	/** Right to the minute. */
	readonly lastUsedAt: string | null;
	/** When a key that was replaced opens nothing any more. */
	readonly endsAt: string | null;
}

/** A carrier and a number under which the parcel travels. */
export interface Leg {
	readonly number: number;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	readonly trackingNumber: string;
	/** Which follows it; null where none does. */
	readonly connection: string | null;
	/** When the seller said that the parcel never travelled under it. */
	readonly wrongSince: string | null;
	/** Whose parcel it is, where the carrier is an aggregator that says so. */
	readonly carriedBy: {
		readonly carrier: string | null;
		readonly name: string | null;
	} | null;
	/** What its carrier was asked to post. */
	readonly subscription: {
		readonly state: "wanted" | "active" | "refused" | "lapsed" | "ended";
		readonly lapsesAt: string | null;
		readonly lastError: string | null;
	} | null;
	readonly lastAnsweredAt: string | null;
	readonly nextAskedAt: string | null;
}

export interface MadeKey {
	readonly id: string;
	/** The first characters of the key. */
	readonly prefix: string;
	readonly label: string | null;
	readonly scopes: readonly ("shipments:read" | "shipments:write" | "connections:read" | "connections:write" | "messages:read" | "questions:read" | "questions:write" | "reviews:read" | "reviews:write" | "shop:read" | "shop:write" | "audit:read" | "endpoints:read" | "endpoints:write" | "keys:read" | "keys:write")[];
	/** Requests a minute; null: as many as any key. */
	readonly perMinute: number | null;
	readonly createdAt: string;
	/** Right to the minute. */
	readonly lastUsedAt: string | null;
	/** When a key that was replaced opens nothing any more. */
	readonly endsAt: string | null;
	/** Shown now and never again. */
	readonly key: string;
}

/** In days; null where too few have arrived to know. */
export interface MeasuredDays {
	readonly days: number | null;
	readonly low: number | null;
	readonly high: number | null;
}

/** Null where parcels are too few to tell. */
export type MeasuredShare = {
	readonly share: number;
	/** The true share lies between `low` and `high` 95 times of 100. */
	readonly low: number;
	readonly high: number;
} | null;

/** How windows of one kind came true; without figures where they are too few to call it measured. */
export type MeasuredWindows = {
	readonly carrier?: string | undefined;
	readonly anchor?: string | undefined;
	/** Days ahead that the likely day was when the window was told. */
	readonly horizon?: "0" | "1" | "2-3" | "4-7" | "8+" | undefined;
	readonly forecasts: number;
	readonly parcels: number;
	readonly measured: false;
} | {
	readonly carrier?: string | undefined;
	readonly anchor?: string | undefined;
	/** Days ahead that the likely day was when the window was told. */
	readonly horizon?: "0" | "1" | "2-3" | "4-7" | "8+" | undefined;
	readonly forecasts: number;
	readonly parcels: number;
	readonly measured: true;
	/** Between `low` and `high` 95 times of 100. */
	readonly coverage: {
		readonly share: number;
		readonly low: number;
		readonly high: number;
	};
	/** Between `low` and `high` 95 times of 100. */
	readonly coverageShown: {
		readonly share: number;
		readonly low: number;
		readonly high: number;
	};
	/** The share that arrived before the window opened. */
	readonly early: number;
	/** And after it closed. */
	readonly late: number;
	readonly meanWidthDays: number;
	readonly medianWidthDays: number;
	readonly meanShownWidthDays: number;
	readonly meanErrorDays: number;
	readonly medianErrorDays: number;
	/** Arrived on the likely day, the day before or the day after. */
	readonly withinOneDay: number;
};

/** What a carrier sent, without its words. */
export interface Message {
	readonly id: string;
	readonly receivedAt: string;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	/** Null for a connection that is no more. */
	readonly connectionId: string | null;
	readonly channel: "webhook" | "poll" | "aggregator" | "file" | "seller" | "buyer" | "derived";
	/** `unmatched`: a number that it names is not registered yet. `unreadable`: not what the carrier sends, as far as we know. `bad-signature`: refused and unread. `poison`: reading it failed, which is a bug of ours. */
	readonly state: "read" | "unmatched" | "unreadable" | "bad-signature" | "poison";
	readonly outcome: string | null;
	readonly problems: readonly {
		readonly kind: string;
		readonly detail: string;
	}[];
	readonly bytes: number;
}

/** What a carrier sent, as it came. */
export interface MessageDetail {
	readonly id: string;
	readonly receivedAt: string;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	/** Null for a connection that is no more. */
	readonly connectionId: string | null;
	readonly channel: "webhook" | "poll" | "aggregator" | "file" | "seller" | "buyer" | "derived";
	/** `unmatched`: a number that it names is not registered yet. `unreadable`: not what the carrier sends, as far as we know. `bad-signature`: refused and unread. `poison`: reading it failed, which is a bug of ours. */
	readonly state: "read" | "unmatched" | "unreadable" | "bad-signature" | "poison";
	readonly outcome: string | null;
	readonly problems: readonly {
		readonly kind: string;
		readonly detail: string;
	}[];
	readonly bytes: number;
	readonly contentType: string | null;
	/** Without secrets. */
	readonly headers: Readonly<Record<string, string>>;
	/** The numbers that a poll asked for. */
	readonly asked: readonly string[];
	readonly replyStatus: number | null;
	/** As it came: text, or base64 of what is no UTF-8. */
	readonly body: string;
	readonly encoding: "utf-8" | "base64";
}

/** Where a parcel stands, in the order a happy one passes. */
export type Milestone = "pending" | "info_received" | "picked_up" | "in_transit" | "out_for_delivery" | "delivery_attempted" | "ready_for_pickup" | "delivered" | "returning" | "returned" | "cancelled" | "exception" | "expired";

/** A promise that has passed while the parcel is still to come. */
export interface MissedPromise {
	/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
	readonly promisedTo: string;
	readonly zone: string | null;
	readonly source: "carrier" | "seller";
}

export interface NewBrand {
	readonly name: string;
	readonly contactEmail?: string | null | undefined;
	readonly brand?: {
		readonly accent?: string | null | undefined;
		readonly links?: readonly {
			readonly label: string;
			readonly url: string;
		}[] | undefined;
		readonly faq?: readonly {
			readonly question: string;
			readonly answer: string;
			readonly topics?: readonly ("no-scan-yet" | "how-sure" | "late" | "silent" | "in-customs" | "duty" | "be-at-home" | "missed" | "collect" | "address" | "not-received" | "damaged" | "part-missing" | "going-back" | "lost" | "who-sees")[] | undefined;
			readonly language?: string | null | undefined;
		}[] | undefined;
		readonly language?: string | null | undefined;
		readonly embedOrigins?: readonly string[] | undefined;
		/** What becomes of what buyers say once a parcel came. `moderated`: somebody lets each through; `open`: those of recognised buyers are shown at once; `off`: nobody is asked. */
		readonly reviews?: "off" | "moderated" | "open" | undefined;
		/** Whether a parcel's page offers its buyer things of your product feed: once he says that he wants to see them, below all help, and never where anything is wrong with the parcel. */
		readonly products?: {
			readonly show: boolean;
			/** Your own sites: products lead to no other. */
			readonly sites: readonly string[];
		} | undefined;
	} | undefined;
}

export interface NewConnection {
	/** As `GET /v1/carriers` lists it. */
	readonly carrier: string;
	/** Your own name of the account. */
	readonly label?: string | undefined;
	/** As `GET /v1/carriers` names them. Kept sealed, and shown to nobody. */
	readonly credentials?: Readonly<Record<string, string>> | undefined;
	/** What the carrier signs with; made here where it is left out and one is needed. */
	readonly webhookSecret?: string | undefined;
}

export interface NewEndpoint {
	/** Where to post: https, and a public address unless the operator allows another. */
	readonly url: string;
	readonly label?: string | undefined;
	/** Types, or their beginning and a star; all where it is left out. */
	readonly events?: readonly string[] | undefined;
	/** Of these alone; of every carrier where it is left out. */
	readonly carriers?: readonly string[] | undefined;
	/** `standard`: the envelope of Standard Webhooks. `cloudevents`: a CloudEvent 1.0 around the same data. The first where it is left out. */
	readonly format?: "standard" | "cloudevents" | undefined;
	/** By a secret that both sides know, or by a pair of keys, of which the receiver has the public one and can sign nothing. `hmac-sha256` where it is left out. */
	readonly signature?: "hmac-sha256" | "ed25519" | undefined;
}

export interface NewEstimate {
	readonly origin: {
		/** Two letters of ISO 3166-1, such as "DE". */
		readonly country: string;
		readonly region?: string | undefined;
		readonly city?: string | undefined;
		readonly postcode?: string | undefined;
	};
	readonly destination: {
		/** Two letters of ISO 3166-1, such as "DE". */
		readonly country: string;
		readonly region?: string | undefined;
		readonly city?: string | undefined;
		readonly postcode?: string | undefined;
	};
	/** When its carrier would take it, with offset; now where left out. */
	readonly handoffAt?: string | undefined;
	readonly options: readonly {
		/** As `GET /v1/carriers` lists it. */
		readonly carrier: string;
		readonly service?: string | undefined;
		readonly connection?: string | undefined;
	}[];
}

export interface NewShipment {
	/** As the label has it; blanks and hyphens make no difference. */
	readonly trackingNumber: string;
	/** As `GET /v1/carriers` lists it. Where it is left out, the number has to tell. */
	readonly carrier?: string | undefined;
	/** Your own name of the parcel. */
	readonly reference?: string | undefined;
	/** What was bought; parcels of one reference are shown together. */
	readonly order?: {
		/** Your own name of the order. */
		readonly reference: string;
		readonly items?: readonly {
			readonly name: string;
			readonly quantity?: number | undefined;
			readonly imageUrl?: string | undefined;
			/** Its `id` in your product feed. */
			readonly sku?: string | undefined;
		}[] | undefined;
		/** Kept sealed; who knows a part of it finds the parcel at `/track`. */
		readonly buyer?: {
			readonly email?: string | undefined;
			readonly locale?: string | undefined;
			readonly postcode?: string | undefined;
			/** Products that the buyer looked at in your shop, by their `id` in your feed, the newest first. Kept sealed with the buyer, and shown to nobody who did not ask to see such things. */
			readonly viewed?: readonly string[] | undefined;
			/** The buyer asked at the checkout for e-mails about the order's parcels; never say it of one who did not. What he ended is not begun again. */
			readonly notify?: boolean | undefined;
			/** The buyer agreed to be asked by e-mail afterwards how delivery and things were: in many countries such a mail is advertisement, and lawful with his consent alone. What he refused is not begun again. */
			readonly askReviews?: boolean | undefined;
		} | undefined;
	} | undefined;
	/** Where it comes from. */
	readonly origin?: {
		/** Two letters of ISO 3166-1, such as "DE". */
		readonly country: string;
		readonly region?: string | undefined;
		readonly city?: string | undefined;
		readonly postcode?: string | undefined;
	} | undefined;
	/** Where it goes: the nearer it is told, the nearer the window of its arrival. */
	readonly destination?: {
		/** Two letters of ISO 3166-1, such as "DE". */
		readonly country: string;
		readonly region?: string | undefined;
		readonly city?: string | undefined;
		readonly postcode?: string | undefined;
	} | undefined;
	/** As the carrier calls it. */
	readonly service?: string | undefined;
	/** What the shop told the buyer: a day, or a time with its offset. */
	readonly promisedBy?: string | undefined;
	/** What the carrier asks of whoever looks up a waybill: `GET /v1/carriers` names them. */
	readonly needs?: Readonly<Record<string, string>> | undefined;
	/** The parcel whose things come back in this one. */
	readonly returnOf?: string | undefined;
	/** Under which it was sold; null: the seller's own name. */
	readonly brand?: string | null | undefined;
	readonly connection?: string | undefined;
}

/** News of a parcel for somebody who watches it. */
export interface Notice {
	readonly watcher: string;
	readonly kind: "announced" | "shipped" | "on_its_way" | "out_for_delivery" | "attempted" | "to_collect" | "delivered" | "action_needed" | "delayed" | "later" | "problem" | "going_back" | "cancelled";
	readonly code: Code;
	readonly heardAt: string;
	/** `taken-back` by the carrier before it was told; `over`: true no more by then; `unwanted`: it was ended, or you chose otherwise. */
	readonly state: "waiting" | "told" | "taken-back" | "over" | "unwanted";
	readonly settledAt: string | null;
	/** Of the e-mail or notification that told it. */
	readonly mail: string | null;
}

export interface OnTime {
	/** The end of what was promised. */
	readonly promisedTo: string;
	/** `open` while it can still be kept, `overdue` once it cannot and the parcel is still to come. */
	readonly state: "on-time" | "late" | "early" | "open" | "overdue";
	/** From the promised day to the arrival, else to today; negative: before it. */
	readonly days: number;
}

/** How promises of parcels of one kind were kept. */
export interface OnTimeShares {
	readonly carrier?: string | undefined;
	readonly lane?: string | undefined;
	/** Null for parcels without one. */
	readonly service?: string | null | undefined;
	/** Its Monday. */
	readonly week?: string | undefined;
	readonly month?: string | undefined;
	readonly parcels: number;
	/** Of each kind of promise of which there is one. */
	readonly promises: readonly {
		readonly promise: "seller" | "carrier" | "first-shown";
		/** The sum of kept, late, overdue, notDue, returned, cancelled and unseen. */
		readonly promised: number;
		readonly kept: number;
		/** Of `kept`; null for the seller's own. */
		readonly early: number | null;
		readonly late: number;
		/** Not there, and the end has passed. */
		readonly overdue: number;
		/** The end is still to come; in no share. */
		readonly notDue: number;
		/** Of `notDue`: there already. */
		readonly ahead: number;
		readonly returned: number;
		readonly cancelled: number;
		readonly unseen: number;
		readonly keptShare: MeasuredShare;
		/** How long after the end half of those that missed it were there. */
		readonly lateBy: MeasuredDays | null;
	}[];
	readonly firstVisits: {
		/** Of which the first visit to the door is known. */
		readonly parcels: number;
		readonly delivered: number;
		readonly share: MeasuredShare;
	};
}

/** What was bought together, with its parcels. */
export interface Order {
	readonly id: string;
	readonly reference: string;
	readonly items: readonly {
		readonly name: string;
		readonly quantity?: number | undefined;
		readonly imageUrl?: string | null | undefined;
		readonly sku?: string | undefined;
	}[];
	readonly shipments: readonly Shipment[];
	readonly createdAt: string;
}

export interface Place {
	/** In the carrier's words, without the country. */
	readonly text: string;
	/** Two letters of ISO 3166-1. */
	readonly country: string | null;
	readonly lat: number | null;
	readonly lng: number | null;
	readonly precision: "address" | "street" | "postcode" | "locality" | "region" | "country" | null;
}

/** An e-mail to a buyer as it would have been. */
export interface PreviewedEmail {
	/** When it would have been written. */
	readonly at: string;
	/** Of which news, newest first. */
	readonly kinds: readonly ("announced" | "shipped" | "on_its_way" | "out_for_delivery" | "attempted" | "to_collect" | "delivered" | "action_needed" | "delayed" | "later" | "problem" | "going_back" | "cancelled")[];
	readonly subject: string;
	readonly text: string;
}

/** A refusal, as RFC 9457 wants it. Some name in members of their own what they speak of. */
export interface Problem {
	/** Which of the problems on `/problems`; never renamed. */
	readonly type: string;
	readonly title: string;
	readonly status: number;
	/** What is wrong, and what to do, in a sentence. */
	readonly detail: string;
	/** Where fields are wrong. */
	readonly errors?: readonly {
		/** RFC 6901, into the body that was sent. */
		readonly pointer: string;
		/** What is wanted there, in a sentence. */
		readonly detail: string;
	}[] | undefined;
	/** What the service's log calls the request. */
	readonly requestId: string;
}

/** Something that you sell, by the fields of your product feed. */
export interface Product {
	readonly id: string;
	readonly title: string;
	readonly link: string;
	readonly image_link: string | null;
	readonly price: string | null;
	readonly availability: "in_stock" | "out_of_stock" | "preorder" | "backorder";
	readonly item_group_id: string | null;
	readonly product_type: string | null;
	readonly related: readonly string[];
	/** When your feed last said something else of it. */
	readonly changedAt: string;
	/** Why its picture could not be had; null where it could, or is not wanted yet. */
	readonly pictureRefused: string | null;
	/** Why no page shows it: `off` your shop shows none, `other-site` its link leads to none of your sites. Null: pages may. */
	readonly notShown: "off" | "not-in-stock" | "other-site" | null;
}

/** What became of a file of products. */
export interface ProductFilePut {
	readonly added: number;
	readonly changed: number;
	readonly unchanged: number;
	readonly removed: number;
	/** The first hundred. */
	readonly problems: readonly {
		/** As a spreadsheet numbers it. */
		readonly row: number;
		readonly id: string | null;
		readonly errors: readonly {
			readonly pointer: string;
			readonly detail: string;
		}[];
	}[];
	/** How many rows were no product. */
	readonly refused: number;
	/** Columns that nothing is made of. */
	readonly ignored: readonly string[];
}

/** What became of products that were sent. */
export interface ProductsPut {
	readonly added: number;
	readonly changed: number;
	readonly unchanged: number;
	readonly removed: number;
	readonly problems: readonly {
		/** Its place in what was sent, from 0. */
		readonly index: number;
		readonly id: string | null;
		readonly errors: readonly {
			readonly pointer: string;
			readonly detail: string;
		}[];
	}[];
}

/** What a buyer asked of a parcel. */
export interface Question {
	readonly id: string;
	readonly shipmentId: string;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	readonly trackingNumber: string;
	/** `waiting`: for the shop; the buyer opens one that is closed by writing. */
	readonly state: "waiting" | "answered" | "closed";
	/** What the buyer wrote last; null where it was erased, or its key is lost. */
	readonly text: string | null;
	/** What the buyer reads, as BCP 47. */
	readonly locale: string;
	readonly askedAt: string;
	readonly firstAnswerAt: string | null;
	/** Somebody else wrote, such as a courier or a mail server, and nobody of the shop has written since. */
	readonly hasFreshNote: boolean;
	/** When all that had been said until then was erased, and at whose wish. */
	readonly erased: {
		readonly at: string;
		readonly by: "buyer" | "shop";
	} | null;
	/** Since when the shop is waited for. */
	readonly waitingSince: string | null;
}

/** A question with its thread. */
export interface QuestionDetail {
	readonly id: string;
	readonly shipmentId: string;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	readonly trackingNumber: string;
	/** `waiting`: for the shop; the buyer opens one that is closed by writing. */
	readonly state: "waiting" | "answered" | "closed";
	/** What the buyer wrote last; null where it was erased, or its key is lost. */
	readonly text: string | null;
	/** What the buyer reads, as BCP 47. */
	readonly locale: string;
	readonly askedAt: string;
	readonly firstAnswerAt: string | null;
	/** Somebody else wrote, such as a courier or a mail server, and nobody of the shop has written since. */
	readonly hasFreshNote: boolean;
	/** When all that had been said until then was erased, and at whose wish. */
	readonly erased: {
		readonly at: string;
		readonly by: "buyer" | "shop";
	} | null;
	/** Since when the shop is waited for. */
	readonly waitingSince: string | null;
	readonly asker: {
		/** Where answers go beside the page; null: to the order's address, if any. */
		readonly email: string | null;
		/** Whose address answers are mailed to: `typed` is one that whoever asked typed, and may be anybody's. */
		readonly answersGo: "nowhere" | "order" | "typed";
		/** Who asked had shown that he knows the buyer's postcode or e-mail address. */
		readonly isVerified: boolean;
	} | null;
	/** How the parcel stood on the page before whoever asked. */
	readonly context: {
		/** With `?as_of=` the parcel is shown as it was known then. */
		readonly asOf: string;
		readonly version: number;
		readonly milestone: Milestone;
		readonly code: Code;
		readonly reason: Reason;
		readonly condition: Condition;
		readonly eta: Eta | null;
	};
	/** Oldest first. */
	readonly messages: readonly ThreadMessage[];
}

/** How the shop stands with its buyers. */
export interface QuestionsStanding {
	/** Questions that wait for the shop; 1,000 stands for more. */
	readonly waiting: number;
	/** Within how many seconds three of four questions of the last 90 days were answered, those that still wait counted as longer; null where fewer than five were. */
	readonly usualSeconds: number | null;
}

/** Stars of the reviews that are shown. */
export interface Ratings {
	readonly delivery: {
		readonly count: number;
		/** Stars, 1 to 5; null where nobody gave any. */
		readonly average: number | null;
	};
	/** Of everything that was bought, follow-ups with stars of their own too. */
	readonly product: {
		readonly count: number;
		/** Stars, 1 to 5; null where nobody gave any. */
		readonly average: number | null;
	};
	/** Of each thing that was named, the most often rated first, a thousand at most. */
	readonly items: readonly {
		readonly name: string;
		readonly count: number;
		/** Stars, 1 to 5; null where nobody gave any. */
		readonly average: number | null;
	}[];
}

/** Why it happened. */
export type Reason = "none" | "recipient.absent" | "recipient.unavailable" | "recipient.unreachable" | "recipient.refused" | "recipient.business_closed" | "recipient.cancelled" | "recipient.verification_failed" | "recipient.access_restricted" | "recipient.safe_place_unavailable" | "recipient.requested_later" | "recipient.vacation_hold" | "recipient.not_collected" | "recipient.moved" | "recipient.deceased" | "recipient.payment_missing" | "address.incorrect" | "address.not_found" | "address.corrected" | "address.out_of_area" | "sender.cancelled" | "sender.incorrect_data" | "sender.not_ready" | "sender.missed_pickup" | "sender.past_cutoff" | "sender.incorrect_parcel" | "sender.incorrect_dimensions" | "sender.packaging" | "sender.hold_request" | "carrier.damaged" | "carrier.lost" | "carrier.sorting_error" | "carrier.not_enough_time" | "carrier.vehicle" | "carrier.mechanical" | "carrier.accident" | "carrier.capacity" | "carrier.missed_connection" | "carrier.driver" | "carrier.being_researched" | "customs.delay" | "customs.inspection" | "customs.documentation" | "customs.paperwork_improper" | "customs.broker_contact" | "customs.duties_unpaid" | "customs.prohibited" | "external.weather" | "external.natural_disaster" | "external.force_majeure" | "external.civil_event" | "external.holiday" | "external.road" | "external.security" | "external.regulatory" | "delivery.shortage" | "delivery.indirect" | "delivery.appointment_pending";

export interface ReplayWanted {
	readonly from: string;
	readonly to: string;
	readonly types?: readonly string[] | undefined;
	/** `failed`, where it is left out: those that were given up. */
	readonly only?: "failed" | "all" | undefined;
}

/** What a buyer said of a delivery that he did not get, with what was known of it then. */
export interface Report {
	readonly id: string;
	readonly shipmentId: string;
	/** Of the buyer's line in the timeline. */
	readonly key: string;
	readonly saidAt: string;
	/** When he said that he has it after all. */
	readonly foundAt: string | null;
	/** As he wrote it; null where the key that sealed it is lost. */
	readonly words: {
		readonly note: string;
		/** Where he wants the answer. */
		readonly email: string | null;
		readonly lookedAt: readonly string[];
	} | null;
	readonly evidence: {
		/** Of the page that the buyer had before him. */
		readonly pageVersion: number;
		/** The carrier's code, as `GET /v1/carriers` lists it. */
		readonly carrier: string;
		readonly trackingNumber: string;
		readonly deliveredAt: {
			/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
			readonly local: string;
			readonly instant: string | null;
		} | null;
		readonly signed: boolean;
		readonly attempts: number;
		/** As the carrier told it; null where a status alone did. */
		readonly scan: ToldScan | null;
		readonly statuses: readonly {
			readonly local: string | null;
			readonly instant: string | null;
			readonly signed: boolean;
			readonly carrierCode: string;
			readonly provenance: readonly {
				/** How it reached us; `derived` by ourselves. */
				readonly channel: "webhook" | "poll" | "aggregator" | "file" | "seller" | "buyer" | "derived";
				/** `msg_…`; empty for what a seller or a buyer said. */
				readonly messageId: string;
				/** When we learnt it. */
				readonly knownAt: string;
			}[];
		}[];
		readonly destination: {
			/** In the carrier's words, without the country. */
			readonly text: string;
			/** Two letters of ISO 3166-1. */
			readonly country: string | null;
			readonly lat: number | null;
			readonly lng: number | null;
			readonly precision: "address" | "street" | "postcode" | "locality" | "region" | "country" | null;
			readonly postcode: string | null;
		} | null;
		/** From the place of the scan to the destination, as near as both are known. */
		readonly distanceKm: number | null;
		/** Where the courier was last seen before it. */
		readonly courier: {
			/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
			readonly local: string;
			readonly zone: string | null;
			readonly instant: string | null;
			readonly place: Place | null;
			readonly provenance: readonly {
				/** How it reached us; `derived` by ourselves. */
				readonly channel: "webhook" | "poll" | "aggregator" | "file" | "seller" | "buyer" | "derived";
				/** `msg_…`; empty for what a seller or a buyer said. */
				readonly messageId: string;
				/** When we learnt it. */
				readonly knownAt: string;
			}[];
			readonly stopsBefore: number | null;
		} | null;
		/** Who said it had shown that he knows the buyer's postcode or e-mail address. */
		readonly isVerified: boolean;
	};
}

/** What a buyer said of a parcel that came. Nothing of who he is. */
export interface Review {
	readonly id: string;
	readonly shipmentId: string;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	readonly trackingNumber: string;
	/** Under which it was sold; null: the seller's own name. */
	readonly brand: string | null;
	/** `follow-up`: what the same buyer adds to what he said of the things, a month later or more. */
	readonly stage: "delivery" | "product" | "follow-up";
	/** Of a follow-up: the review that it is added to. */
	readonly follows: string | null;
	/** Whoever wrote it had shown that he knows the order's postcode or e-mail address: there is one such review of a parcel and stage. Others come from whoever has the link. */
	readonly isVerified: boolean;
	/** Stars, 1 to 5; null where a follow-up gives none. */
	readonly rating: number | null;
	/** Blank where stars say it all; null of one that was erased, and where its key is lost. */
	readonly text: string | null;
	/** Names of the order's things that it is about; empty: of all of them. */
	readonly items: readonly string[];
	/** What its writer reads, as BCP 47. */
	readonly locale: string;
	/** Photos, drawn anew without what else was in the files: JPEG, by the same key. */
	readonly pictures: readonly {
		readonly width: number;
		readonly height: number;
		readonly url: string;
	}[];
	/** Put together anew without what else was in the file, by the same key. */
	readonly video: {
		readonly type: "video/mp4" | "video/webm";
		/** `avc` plays nearly everywhere, each other where the device knows it. */
		readonly codec: "avc" | "hevc" | "vp8" | "vp9" | "av1";
		readonly width: number;
		readonly height: number;
		readonly bytes: number;
		readonly seconds: number;
		readonly url: string;
	} | null;
	/** `waiting`: for somebody to let it through. */
	readonly state: "waiting" | "shown" | "hidden";
	readonly hiddenBecause: "spam" | "abuse" | "personal-data" | "off-topic" | "unlawful" | "not-a-buyer" | null;
	readonly writtenAt: string;
	readonly changedAt: string | null;
	/** When its writer erased it, or the shop for him: nothing of what was said is kept. */
	readonly takenBackAt: string | null;
	/** The shop's, in public beside it. */
	readonly answer: {
		readonly text: string;
		readonly answeredAt: string;
	} | null;
}

/** That somebody who agreed to it is asked how a parcel was. */
export interface ReviewAsk {
	readonly watcher: string;
	readonly stage: "delivery" | "product" | "follow-up";
	readonly dueAt: string;
	/** `reviewed`: he said it already, or has nothing to add to; `over`: too late, or asked of another parcel of the order; `unwanted`: he ended it, or you chose otherwise. */
	readonly state: "waiting" | "asked" | "reviewed" | "over" | "unwanted";
	readonly settledAt: string | null;
	/** Of the e-mail that asked. */
	readonly mail: string | null;
}

export interface RotatedKey {
	readonly id: string;
	/** The first characters of the key. */
	readonly prefix: string;
	readonly label: string | null;
	readonly scopes: readonly ("shipments:read" | "shipments:write" | "connections:read" | "connections:write" | "messages:read" | "questions:read" | "questions:write" | "reviews:read" | "reviews:write" | "shop:read" | "shop:write" | "audit:read" | "endpoints:read" | "endpoints:write" | "keys:read" | "keys:write")[];
	/** Requests a minute; null: as many as any key. */
	readonly perMinute: number | null;
	readonly createdAt: string;
	/** Right to the minute. */
	readonly lastUsedAt: string | null;
	/** When a key that was replaced opens nothing any more. */
	readonly endsAt: string | null;
	/** Shown now and never again. */
	readonly key: string;
	readonly replaces: {
		readonly id: string;
		readonly endsAt: string;
	};
}

export interface SampleWanted {
	/** As the label has it; blanks and hyphens make no difference. */
	readonly trackingNumber?: string | undefined;
}

/** A line of the timeline, with all that tells where it comes from. */
export interface Scan {
	/** 16 hexadecimal digits: the same for the same scan, however often it is told. */
	readonly key: string;
	readonly leg: number;
	/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
	readonly local: string;
	/** An IANA name, or `+08:00` where only an offset is known. */
	readonly zone: string | null;
	/** How the zone was found. */
	readonly zoneSource: "payload" | "carrier" | "place" | "none";
	/** Null for a date or an unknown zone. */
	readonly instant: string | null;
	readonly precision: "second" | "minute" | "day";
	/** `note` leaves the parcel where it stands. */
	readonly milestone: "pending" | "info_received" | "picked_up" | "in_transit" | "out_for_delivery" | "delivery_attempted" | "ready_for_pickup" | "delivered" | "returning" | "returned" | "cancelled" | "exception" | "expired" | "note";
	readonly code: Code;
	readonly reason: Reason;
	/** The carrier's own status code; empty where it has none. */
	readonly carrierCode: string;
	/** The carrier's own words, without personal details. */
	readonly text: string;
	readonly place: Place | null;
	/** What the scan tells beside its words. */
	readonly details?: {
		readonly stopsBefore?: number | undefined;
		readonly pickup?: {
			readonly name: string | null;
			readonly address: string | null;
			readonly hours: readonly string[];
			/** The last day, or its end on the clock of the place. */
			readonly until: string | null;
			readonly lat: number | null;
			readonly lng: number | null;
		} | undefined;
	} | undefined;
	readonly provenance: readonly {
		/** How it reached us; `derived` by ourselves. */
		readonly channel: "webhook" | "poll" | "aggregator" | "file" | "seller" | "buyer" | "derived";
		/** `msg_…`; empty for what a seller or a buyer said. */
		readonly messageId: string;
		/** When we learnt it. */
		readonly knownAt: string;
		/** Address of the message as it came, for keys with the scope `messages:read`. */
		readonly message?: string | undefined;
	}[];
	/** The row of the carrier's table that gave `code`; null where none did. */
	readonly rule: string | null;
	/** As the carrier names it; null where it speaks of the whole. */
	readonly piece: string | null;
}

export interface SecretChange {
	/** How long the secret before is taken as well; a day where it is left out. */
	readonly graceHours?: number | undefined;
	/** By a secret that both sides know, or by a pair of keys, of which the receiver has the public one and can sign nothing. As before where it is left out. */
	readonly signature?: "hmac-sha256" | "ed25519" | undefined;
}

/** A parcel: a waybill that somebody registered, and how it stands. */
export interface Shipment {
	readonly eta: Eta | null;
	readonly late: MissedPromise | null;
	/** The arrival that was shown first, as it was. */
	readonly firstEta: Eta | null;
	/** How likely it comes after what was promised, 0 to 1; null where nobody can say, and for a moment of the past. */
	readonly lateRisk: number | null;
	/** Since when somebody at the shop should look; null where nobody need, and for a moment of the past. */
	readonly waitingSince: string | null;
	readonly id: string;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly reference: string | null;
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	/** Who can do something about it now; `sender` is the shop. */
	readonly actionBy: "none" | "recipient" | "sender";
	readonly following: Following;
	/** Since when it is followed no more. */
	readonly stoppedAt: string | null;
	/** Since when it is put away. */
	readonly archivedAt: string | null;
	readonly origin: JourneyEnd | null;
	readonly destination: JourneyEnd | null;
	readonly service: string | null;
	/** A day, or a time with its offset, as the seller told. */
	readonly promisedBy: string | null;
	/** The page for its buyer: whoever has the link may look. */
	readonly trackingUrl: string;
	readonly orderId?: string | undefined;
	/** The parcel whose things come back in this one. */
	readonly returnOf: string | null;
	/** Under which it was sold; null: the seller's own name. */
	readonly brand: string | null;
	/** Which follows it, of those with its carrier; null where none does. */
	readonly connection: string | null;
	/** Each parcel in which its things come back. */
	readonly returns: readonly string[];
	readonly createdAt: string;
	readonly updatedAt: string;
}

export interface ShipmentBatch {
	readonly shipments: readonly NewShipment[];
}

export interface ShipmentChange {
	/** Your own name of the parcel. */
	readonly reference?: string | null | undefined;
	/** What was bought; parcels of one reference are shown together. */
	readonly order?: {
		/** Your own name of the order. */
		readonly reference: string;
		readonly items?: readonly {
			readonly name: string;
			readonly quantity?: number | undefined;
			readonly imageUrl?: string | undefined;
			/** Its `id` in your product feed. */
			readonly sku?: string | undefined;
		}[] | undefined;
		/** Kept sealed; who knows a part of it finds the parcel at `/track`. */
		readonly buyer?: {
			readonly email?: string | undefined;
			readonly locale?: string | undefined;
			readonly postcode?: string | undefined;
			/** Products that the buyer looked at in your shop, by their `id` in your feed, the newest first. Kept sealed with the buyer, and shown to nobody who did not ask to see such things. */
			readonly viewed?: readonly string[] | undefined;
			/** The buyer asked at the checkout for e-mails about the order's parcels; never say it of one who did not. What he ended is not begun again. */
			readonly notify?: boolean | undefined;
			/** The buyer agreed to be asked by e-mail afterwards how delivery and things were: in many countries such a mail is advertisement, and lawful with his consent alone. What he refused is not begun again. */
			readonly askReviews?: boolean | undefined;
		} | undefined;
	} | null | undefined;
	/** Where it comes from. */
	readonly origin?: {
		/** Two letters of ISO 3166-1, such as "DE". */
		readonly country: string;
		readonly region?: string | undefined;
		readonly city?: string | undefined;
		readonly postcode?: string | undefined;
	} | null | undefined;
	/** Where it goes: the nearer it is told, the nearer the window of its arrival. */
	readonly destination?: {
		/** Two letters of ISO 3166-1, such as "DE". */
		readonly country: string;
		readonly region?: string | undefined;
		readonly city?: string | undefined;
		readonly postcode?: string | undefined;
	} | null | undefined;
	/** As the carrier calls it. */
	readonly service?: string | null | undefined;
	/** What the shop told the buyer: a day, or a time with its offset. */
	readonly promisedBy?: string | null | undefined;
	/** What the carrier asks of whoever looks up a waybill: `GET /v1/carriers` names them. */
	readonly needs?: Readonly<Record<string, string>> | null | undefined;
	/** The parcel whose things come back in this one. */
	readonly returnOf?: string | null | undefined;
	/** Under which it was sold; null: the seller's own name. */
	readonly brand?: string | null | undefined;
	readonly connection?: string | null | undefined;
}

/** A parcel with its timeline. */
export interface ShipmentDetail {
	readonly eta: Eta | null;
	readonly late: MissedPromise | null;
	/** The arrival that was shown first, as it was. */
	readonly firstEta: Eta | null;
	/** How likely it comes after what was promised, 0 to 1; null where nobody can say, and for a moment of the past. */
	readonly lateRisk: number | null;
	/** Since when somebody at the shop should look; null where nobody need, and for a moment of the past. */
	readonly waitingSince: string | null;
	readonly id: string;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	readonly trackingNumber: string;
	readonly reference: string | null;
	readonly milestone: Milestone;
	readonly code: Code;
	readonly reason: Reason;
	readonly condition: Condition;
	/** Who can do something about it now; `sender` is the shop. */
	readonly actionBy: "none" | "recipient" | "sender";
	readonly following: Following;
	/** Since when it is followed no more. */
	readonly stoppedAt: string | null;
	/** Since when it is put away. */
	readonly archivedAt: string | null;
	readonly origin: JourneyEnd | null;
	readonly destination: JourneyEnd | null;
	readonly service: string | null;
	/** A day, or a time with its offset, as the seller told. */
	readonly promisedBy: string | null;
	/** The page for its buyer: whoever has the link may look. */
	readonly trackingUrl: string;
	readonly orderId?: string | undefined;
	/** The parcel whose things come back in this one. */
	readonly returnOf: string | null;
	/** Under which it was sold; null: the seller's own name. */
	readonly brand: string | null;
	/** Which follows it, of those with its carrier; null where none does. */
	readonly connection: string | null;
	/** Each parcel in which its things come back. */
	readonly returns: readonly string[];
	readonly createdAt: string;
	readonly updatedAt: string;
	/** On time or late against each that spoke; null where nobody did, or nothing is left to measure. */
	readonly onTime: {
		/** What the seller told its buyer. */
		readonly promise: OnTime | null;
		/** What the carrier promised first. */
		readonly carrier: OnTime | null;
		/** The arrival that was shown first. */
		readonly firstEta: OnTime | null;
	};
	/** What was shown as the arrival, newest first, at most fifty changes; all null where nothing was. */
	readonly etaHistory: readonly {
		readonly from: string | null;
		readonly to: string | null;
		readonly likely: string | null;
		readonly source: "carrier" | "seller" | "model" | null;
		readonly knownAt: string;
	}[];
	/** Null while it is nothing unusual that nothing is heard. */
	readonly silence: Silence | null;
	/** The carrier's promise on its own clock, also one that has passed. */
	readonly promised: {
		/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
		readonly from: string;
		/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
		readonly to: string;
	} | null;
	readonly deliveredAt: {
		/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
		readonly local: string;
		readonly instant: string | null;
	} | null;
	/** The carrier names a signer or shows a signature. */
	readonly signed: boolean;
	/** Visits to the door that did not end in a delivery. */
	readonly attempts: number;
	/** Oldest first. */
	readonly scans: readonly Scan[];
	/** The first as registered. */
	readonly legs: readonly Leg[];
	/** Scans of legs that the seller called wrong: kept, and deciding nothing. */
	readonly corrected: readonly Scan[];
	/** Numbers of the parcel with carriers that nobody here knows: shown, and not followed. */
	readonly elsewhere: readonly {
		readonly carrierName: string | null;
		readonly trackingNumber: string;
	}[];
	readonly pieces: readonly {
		readonly piece: string;
		readonly milestone: Milestone;
		readonly code: Code;
	}[];
	readonly flags: readonly string[];
}

/** How a seller's pages look and what they say of it. */
export interface Shop {
	readonly id: string;
	readonly name: string;
	/** Where what buyers ask is mailed to; null: it waits in the console and in the API alone. */
	readonly contactEmail: string | null;
	readonly brand: {
		/** Drawn anew from what was uploaded; in pixels as it is shown, the picture has twice as many. */
		readonly logo: {
			readonly url: string;
			readonly width: number;
			readonly height: number;
		} | null;
		/** `#rrggbb` */
		readonly accent: string | null;
		readonly links: readonly {
			readonly label: string;
			readonly url: string;
		}[];
		readonly faq: readonly {
			readonly question: string;
			readonly answer: string;
			readonly topics: readonly string[];
			readonly language: string | null;
		}[];
		/** For readers who name no language that the page speaks. */
		readonly language: string | null;
		/** Sites that may show the page's short form. */
		readonly embedOrigins: readonly string[];
		/** `moderated`: somebody lets each review through; `open`: those of recognised buyers are shown at once; `off`: nobody is asked. */
		readonly reviews: "off" | "moderated" | "open";
		readonly products: {
			/** Whether buyers who want to are shown what you sell. */
			readonly show: boolean;
			/** Your own sites: products lead to no other. */
			readonly sites: readonly string[];
		};
	};
	/** What is made of the accent so that it is read by day and by night; null without an accent. */
	readonly colours: {
		readonly light: {
			readonly accent: string;
			/** Text on the accent. */
			readonly onAccent: string;
			/** The line on the map. */
			readonly route: string;
		};
		readonly dark: {
			readonly accent: string;
			/** Text on the accent. */
			readonly onAccent: string;
			/** The line on the map. */
			readonly route: string;
		};
	} | null;
	/** How long who is asked has for an answer before the next is asked too. */
	readonly answerMinutes: number;
	/** E-mails to buyers who asked for them. */
	readonly notices: {
		/** Of which news buyers who asked are written; none: off. */
		readonly kinds: readonly ("announced" | "shipped" | "on_its_way" | "out_for_delivery" | "attempted" | "to_collect" | "delivered" | "action_needed" | "delayed" | "later" | "problem" | "going_back" | "cancelled")[];
		/** `HH:mm` by the clock of where the parcel goes: nothing is sent between them. */
		readonly quiet: {
			readonly from: string;
			readonly to: string;
		} | null;
		/** Whether readers may have the same as notifications of their browsers. */
		readonly push: boolean;
		/** What buyers who agreed to it are asked afterwards; none: nothing. */
		readonly asks: readonly ("delivery" | "product" | "follow-up")[];
		/** Whether mails carry the parcel as schema.org has it. */
		readonly markup: boolean;
	};
}

export interface ShopChange {
	readonly name?: string | undefined;
	readonly contactEmail?: string | null | undefined;
	readonly brand?: {
		readonly accent?: string | null | undefined;
		readonly links?: readonly {
			readonly label: string;
			readonly url: string;
		}[] | undefined;
		readonly faq?: readonly {
			readonly question: string;
			readonly answer: string;
			readonly topics?: readonly ("no-scan-yet" | "how-sure" | "late" | "silent" | "in-customs" | "duty" | "be-at-home" | "missed" | "collect" | "address" | "not-received" | "damaged" | "part-missing" | "going-back" | "lost" | "who-sees")[] | undefined;
			readonly language?: string | null | undefined;
		}[] | undefined;
		readonly language?: string | null | undefined;
		readonly embedOrigins?: readonly string[] | undefined;
		/** What becomes of what buyers say once a parcel came. `moderated`: somebody lets each through; `open`: those of recognised buyers are shown at once; `off`: nobody is asked. */
		readonly reviews?: "off" | "moderated" | "open" | undefined;
		/** Whether a parcel's page offers its buyer things of your product feed: once he says that he wants to see them, below all help, and never where anything is wrong with the parcel. */
		readonly products?: {
			readonly show: boolean;
			/** Your own sites: products lead to no other. */
			readonly sites: readonly string[];
		} | undefined;
	} | undefined;
	/** How long who is asked has for an answer before the next is asked too. */
	readonly answerMinutes?: number | undefined;
	readonly notices?: {
		/** Of which news buyers who asked are written; of none, nothing is sent or offered. */
		readonly kinds?: readonly ("announced" | "shipped" | "on_its_way" | "out_for_delivery" | "attempted" | "to_collect" | "delivered" | "action_needed" | "delayed" | "later" | "problem" | "going_back" | "cancelled")[] | undefined;
		/** By the clock of where the parcel goes: what is due then is sent at their end. Null: at any hour. */
		readonly quiet?: {
			readonly from: string;
			/** Before `from`: on the next day. */
			readonly to: string;
		} | null | undefined;
		/** What buyers who agreed to it are asked afterwards by e-mail; of none, nobody is asked. */
		readonly asks?: readonly ("delivery" | "product" | "follow-up")[] | undefined;
		/** Whether readers may have the same as notifications of their browsers, which the makers of these hand on, unable to read them. */
		readonly push?: boolean | undefined;
		/** Whether mails carry the parcel as schema.org has it, which some mail programs show as a card. */
		readonly markup?: boolean | undefined;
	} | undefined;
}

/** Nothing was heard for longer than usual. */
export interface Silence {
	/** `expiry` after so long that nothing is expected any more. */
	readonly kind: "overdue" | "expiry";
	/** When it was last heard of. */
	readonly since: string;
	/** From then to the deadline, rest days included. */
	readonly hours: number;
	/** The carrier's code, as `GET /v1/carriers` lists it. */
	readonly carrier: string;
	/** What is waited for. */
	readonly phase: "announced" | "label" | "first_mile" | "export" | "linehaul" | "import" | "depot" | "out_for_delivery" | "attempted" | "pickup_point" | "return" | "trouble";
	/** Whose gaps the hours come from. */
	readonly basis: "carrier" | "phase" | "stated" | "rule";
	/** How many gaps there were. */
	readonly gaps: number;
	/** When it became longer than usual. */
	readonly deadline: string;
	readonly piece: string | null;
}

/** Somebody at the shop who answers buyers by mail. */
export interface Staff {
	readonly id: string;
	/** Null, as the address, where the key that sealed it is lost. */
	readonly name: string | null;
	readonly email: string | null;
	/** In which answers are written; none: any. */
	readonly languages: readonly string[];
	/** By weekday, 1 for Monday to 7 for Sunday; null: always. */
	readonly hours: {
		readonly 1?: readonly {
			readonly from: string;
			readonly to: string;
		}[] | undefined;
		readonly 2?: readonly {
			readonly from: string;
			readonly to: string;
		}[] | undefined;
		readonly 3?: readonly {
			readonly from: string;
			readonly to: string;
		}[] | undefined;
		readonly 4?: readonly {
			readonly from: string;
			readonly to: string;
		}[] | undefined;
		readonly 5?: readonly {
			readonly from: string;
			readonly to: string;
		}[] | undefined;
		readonly 6?: readonly {
			readonly from: string;
			readonly to: string;
		}[] | undefined;
		readonly 7?: readonly {
			readonly from: string;
			readonly to: string;
		}[] | undefined;
	} | null;
	/** IANA, by whose clock the hours are. */
	readonly zone: string | null;
	readonly isIn: boolean;
	/** Null while he is in. */
	readonly nextInAt: string | null;
	readonly createdAt: string;
}

/** What somebody said in a thread. */
export interface ThreadMessage {
	/** Counts from 1 within its thread. */
	readonly number: number;
	/** `third`: a courier, a warehouse, a mail server, or the buyer from another address. What they say never reaches the buyer. */
	readonly side: "buyer" | "staff" | "third";
	readonly channel: "page" | "console" | "api" | "mail" | "link";
	/** False: a note that the shop keeps to itself. */
	readonly shared: boolean;
	/** Null where the key that sealed it is lost. */
	readonly text: string | null;
	/** Who at the shop wrote it, as the audit log names him. */
	readonly actor: string | null;
	/** What a third calls himself, or the name under which an answer went out. */
	readonly author: string | null;
	readonly saidAt: string;
	/** Photos that it came with, drawn anew without what else was in the files: JPEG, by the same key. */
	readonly pictures: readonly {
		readonly width: number;
		readonly height: number;
		readonly url: string;
	}[];
	/** The mail that it came in: `GET /v1/inbound-mails/{id}`. */
	readonly mailId: string | null;
}

/** What a refusal tells, without the request that it is of. */
export interface ToldProblem {
	/** Which of the problems on `/problems`; never renamed. */
	readonly type: string;
	readonly title: string;
	readonly status: number;
	/** What is wrong, and what to do, in a sentence. */
	readonly detail: string;
	/** Where fields are wrong. */
	readonly errors?: readonly {
		/** RFC 6901, into the body that was sent. */
		readonly pointer: string;
		/** What is wanted there, in a sentence. */
		readonly detail: string;
	}[] | undefined;
}

/** A scan as a report keeps it. */
export interface ToldScan {
	/** 16 hexadecimal digits: the same for the same scan, however often it is told. */
	readonly key: string;
	readonly leg: number;
	/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
	readonly local: string;
	/** An IANA name, or `+08:00` where only an offset is known. */
	readonly zone: string | null;
	/** How the zone was found. */
	readonly zoneSource: "payload" | "carrier" | "place" | "none";
	/** Null for a date or an unknown zone. */
	readonly instant: string | null;
	readonly precision: "second" | "minute" | "day";
	/** `note` leaves the parcel where it stands. */
	readonly milestone: "pending" | "info_received" | "picked_up" | "in_transit" | "out_for_delivery" | "delivery_attempted" | "ready_for_pickup" | "delivered" | "returning" | "returned" | "cancelled" | "exception" | "expired" | "note";
	readonly code: Code;
	readonly reason: Reason;
	/** The carrier's own status code; empty where it has none. */
	readonly carrierCode: string;
	/** The carrier's own words, without personal details. */
	readonly text: string;
	readonly place: Place | null;
	/** What the scan tells beside its words. */
	readonly details?: {
		readonly stopsBefore?: number | undefined;
		readonly pickup?: {
			readonly name: string | null;
			readonly address: string | null;
			readonly hours: readonly string[];
			/** The last day, or its end on the clock of the place. */
			readonly until: string | null;
			readonly lat: number | null;
			readonly lng: number | null;
		} | undefined;
	} | undefined;
	readonly provenance: readonly {
		/** How it reached us; `derived` by ourselves. */
		readonly channel: "webhook" | "poll" | "aggregator" | "file" | "seller" | "buyer" | "derived";
		/** `msg_…`; empty for what a seller or a buyer said. */
		readonly messageId: string;
		/** When we learnt it. */
		readonly knownAt: string;
	}[];
}

/** How long parcels of one kind took; without figures where they are too few. */
export type TransitTimes = {
	readonly carrier?: string | undefined;
	readonly lane?: string | undefined;
	/** Null for parcels without one. */
	readonly service?: string | null | undefined;
	/** Its Monday. */
	readonly week?: string | undefined;
	readonly month?: string | undefined;
	readonly parcels: number;
	/** Of `parcels`; the five after it are the rest. */
	readonly arrived: number;
	readonly open: number;
	readonly returned: number;
	readonly lost: number;
	readonly cancelled: number;
	readonly unseen: number;
	readonly knownToTheDay: number;
	readonly measured: false;
} | {
	readonly carrier?: string | undefined;
	readonly lane?: string | undefined;
	/** Null for parcels without one. */
	readonly service?: string | null | undefined;
	/** Its Monday. */
	readonly week?: string | undefined;
	readonly month?: string | undefined;
	readonly parcels: number;
	/** Of `parcels`; the five after it are the rest. */
	readonly arrived: number;
	readonly open: number;
	readonly returned: number;
	readonly lost: number;
	readonly cancelled: number;
	readonly unseen: number;
	readonly knownToTheDay: number;
	readonly measured: true;
	readonly median: MeasuredDays;
	readonly p90: MeasuredDays;
	/** What share had arrived within so many days. */
	readonly arrivedWithin: readonly {
		readonly days: number;
		readonly share: number;
		/** The true share lies between `low` and `high` 95 times of 100. */
		readonly low: number;
		readonly high: number;
	}[];
};

/** What the carrier said of one number, and how it was understood. */
export interface Trial {
	/** `empty`: nothing is told of the number yet. `down`: no answer. `resting`: the quota is spent, and nobody asked. `busy`: our turn did not come. */
	readonly outcome: "ok" | "empty" | "not-found" | "denied" | "rate-limited" | "error" | "down" | "resting" | "busy";
	/** What went wrong; null where nothing did. */
	readonly detail: string | null;
	/** Of HTTP; null without an answer. */
	readonly status: number | null;
	readonly shipments: readonly {
		readonly trackingNumber: string | null;
		/** Whose parcel an aggregator says it is. */
		readonly carriedBy: {
			readonly carrier: string | null;
			readonly name: string | null;
		} | null;
		readonly continues: readonly {
			readonly trackingNumber: string;
			readonly carrier: string | null;
			readonly carrierName: string | null;
		}[];
		readonly milestone: Milestone;
		readonly code: Code;
		readonly reason: Reason;
		readonly condition: Condition;
		readonly promised: {
			readonly from: string;
			readonly to: string;
		} | null;
		readonly deliveredAt: {
			readonly local: string;
			readonly instant: string | null;
		} | null;
		readonly signed: boolean;
		/** You have registered it. */
		readonly registered: boolean;
		/** How many scans it takes back. */
		readonly withdraws: number;
		readonly scans: readonly {
			/** `YYYY-MM-DDTHH:mm:ss` as clocks there show it, or a date. */
			readonly local: string;
			/** An IANA name, or `+08:00` where only an offset is known. */
			readonly zone: string | null;
			/** How the zone was found. */
			readonly zoneSource: "payload" | "carrier" | "place" | "none";
			/** Null for a date or an unknown zone. */
			readonly instant: string | null;
			readonly precision: "second" | "minute" | "day";
			/** `note` leaves the parcel where it stands. */
			readonly milestone: "pending" | "info_received" | "picked_up" | "in_transit" | "out_for_delivery" | "delivery_attempted" | "ready_for_pickup" | "delivered" | "returning" | "returned" | "cancelled" | "exception" | "expired" | "note";
			readonly code: Code;
			readonly reason: Reason;
			/** The carrier's own status code; empty where it has none. */
			readonly carrierCode: string;
			/** The carrier's own words, without personal details. */
			readonly text: string;
			readonly place: {
				/** In the carrier's words, without the country. */
				readonly text: string;
				/** Two letters of ISO 3166-1. */
				readonly country: string | null;
				readonly lat: number | null;
				readonly lng: number | null;
				readonly precision: string | null;
			} | null;
			/** What the scan tells beside its words. */
			readonly details?: {
				readonly stopsBefore?: number | undefined;
				readonly pickup?: {
					readonly name: string | null;
					readonly address: string | null;
					readonly hours: readonly string[];
					/** The last day, or its end on the clock of the place. */
					readonly until: string | null;
					readonly lat: number | null;
					readonly lng: number | null;
				} | undefined;
			} | undefined;
			/** Why it was understood so: its time, its place and its code. */
			readonly because: readonly string[];
		}[];
	}[];
	readonly problems: readonly {
		readonly kind: "unreadable" | "unknown-code" | "bad-time" | "missing-number" | "contradiction" | "refused";
		readonly detail: string;
	}[];
	/** From the question to its answer, with the wait for its turn. */
	readonly tookMs: number;
}

/** Somebody who is written of a parcel, or was. */
export interface Watcher {
	readonly id: string;
	/** Masked; of a device, whom its notifications are handed to; null where the key that sealed it is lost, or it is kept no longer. */
	readonly address: string | null;
	/** `typed` by a reader, who has to confirm it; the order's at a reader's wish; `seller`: the order's, as you told; `device`: a browser that is notified, at its reader's press. */
	readonly source: "typed" | "order" | "seller" | "device";
	readonly state: "unconfirmed" | "watching" | "ended";
	/** Of all parcels of the order. */
	readonly isOrder: boolean;
	readonly askedAt: string;
	readonly confirmedAt: string | null;
	readonly endedAt: string | null;
	/** `asked` by its reader; `bounced`: no mail server takes it for good, or the device is subscribed no more; `replaced`: you told another address of the order; `unreadable`: the key that sealed it was given up. */
	readonly endedBecause: "asked" | "bounced" | "replaced" | "unreadable" | null;
	/** When an e-mail or notification was written last, of whichever parcel. */
	readonly toldAt: string | null;
	/** Whether he agreed to be asked afterwards how it was; null: nobody said. */
	readonly asks: boolean | null;
}

/** What each operation takes and answers. */
export interface Operations {
	/** List the routes. */
	readonly "GET /v1": { readonly input: NoInput; readonly answer: {
		/** How to send a key. */
		readonly key: string;
		/** Where each type of problem is explained. */
		readonly problems: string;
		/** Where the API is described, for machines. */
		readonly document: string;
		/** And for people. */
		readonly docs: string;
		readonly routes: readonly {
			readonly method: string;
			readonly path: string;
			readonly scope?: string | undefined;
		}[];
	} };
	/** What the windows of your parcels were worth. */
	readonly "GET /v1/analytics/eta": { readonly input: { readonly query?: { readonly days?: number | undefined; readonly by?: string | undefined; readonly carrier?: string | undefined; readonly anchor?: "label" | "accepted" | "facility" | "destination-facility" | "out-for-delivery" | undefined; readonly horizon?: string | undefined } }; readonly answer: {
		readonly period: {
			readonly days: number;
			readonly from: string;
			readonly to: string;
		};
		/** The share that a window is meant to hold. */
		readonly nominal: number;
		/** Groups of fewer forecasts are not called measured. */
		readonly fewestForecasts: number;
		/** Null without a forecast. */
		readonly all: MeasuredWindows | null;
		readonly items: readonly MeasuredWindows[];
	} };
	/** What went wrong. */
	readonly "GET /v1/analytics/exceptions": { readonly input: { readonly query?: { readonly days?: string | undefined; readonly by?: string | undefined; readonly lanes?: "country" | "region" | undefined; readonly carrier?: string | undefined; readonly service?: string | undefined; readonly lane?: string | undefined } }; readonly answer: {
		readonly period: {
			readonly days: number;
			readonly from: string;
			readonly to: string;
		};
		readonly by: readonly ("reason" | "code" | "carrier" | "lane" | "service" | "week" | "month")[];
		/** Groups of fewer parcels have counts and no figures. */
		readonly fewestParcels: number;
		/** From before this was counted, and still to be read. */
		readonly parcelsToRead: number;
		/** Smaller groups that are not listed. */
		readonly groupsLeftOut: number;
		/** What each figure means, in plain words. */
		readonly definitions: Readonly<Record<string, string>>;
		/** All that were asked about, with an exception or without. */
		readonly parcels: number;
		/** Any exception at all; null without one. */
		readonly all: ExceptionsMet | null;
		/** The most frequent first. */
		readonly items: readonly ExceptionsMet[];
	} };
	/** Tell which answers on the pages helped. */
	readonly "GET /v1/analytics/faq": { readonly input: NoInput; readonly answer: FaqHelped };
	/** How many came on time. */
	readonly "GET /v1/analytics/on-time": { readonly input: { readonly query?: { readonly days?: string | undefined; readonly by?: string | undefined; readonly lanes?: "country" | "region" | undefined; readonly carrier?: string | undefined; readonly service?: string | undefined; readonly lane?: string | undefined } }; readonly answer: {
		readonly period: {
			readonly days: number;
			readonly from: string;
			readonly to: string;
		};
		readonly by: readonly ("carrier" | "lane" | "service" | "week" | "month")[];
		/** Groups of fewer parcels have counts and no figures. */
		readonly fewestParcels: number;
		/** From before this was counted, and still to be read. */
		readonly parcelsToRead: number;
		/** Smaller groups that are not listed. */
		readonly groupsLeftOut: number;
		/** What each figure means, in plain words. */
		readonly definitions: Readonly<Record<string, string>>;
		/** Null without a parcel. */
		readonly all: OnTimeShares | null;
		readonly items: readonly OnTimeShares[];
	} };
	/** Tell how many wait, and how soon the shop answers. */
	readonly "GET /v1/analytics/questions": { readonly input: NoInput; readonly answer: QuestionsStanding };
	/** Tell how many stars buyers gave. */
	readonly "GET /v1/analytics/reviews": { readonly input: { readonly query?: { readonly brand?: string | undefined } }; readonly answer: Ratings };
	/** How long parcels take. */
	readonly "GET /v1/analytics/transit": { readonly input: { readonly query?: { readonly days?: string | undefined; readonly by?: string | undefined; readonly lanes?: "country" | "region" | undefined; readonly carrier?: string | undefined; readonly service?: string | undefined; readonly lane?: string | undefined; readonly until?: "arrival" | "first-attempt" | undefined } }; readonly answer: {
		readonly period: {
			readonly days: number;
			readonly from: string;
			readonly to: string;
		};
		readonly by: readonly ("carrier" | "lane" | "service" | "week" | "month")[];
		/** Groups of fewer parcels have counts and no figures. */
		readonly fewestParcels: number;
		/** From before this was counted, and still to be read. */
		readonly parcelsToRead: number;
		/** Smaller groups that are not listed. */
		readonly groupsLeftOut: number;
		/** What each figure means, in plain words. */
		readonly definitions: Readonly<Record<string, string>>;
		readonly until: "arrival" | "first-attempt";
		/** Null without a parcel. */
		readonly all: TransitTimes | null;
		readonly items: readonly TransitTimes[];
	} };
	/** List who changed what. */
	readonly "GET /v1/audit": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly actor?: string | undefined; readonly action?: "brand.changed" | "brand.created" | "brand.deleted" | "brand.logo.removed" | "brand.logo.set" | "connection.changed" | "connection.created" | "connection.deleted" | "delivery.replayed" | "endpoint.changed" | "endpoint.created" | "endpoint.deleted" | "endpoint.replayed" | "endpoint.secret.rotated" | "import.cancelled" | "import.started" | "key.changed" | "key.created" | "key.revoked" | "key.rotated" | "mail.placed" | "mail.aside" | "products.changed" | "products.removed" | "question.answered" | "question.closed" | "question.erased" | "question.noted" | "question.reopened" | "review.answered" | "review.erased" | "review.hidden" | "review.shown" | "seller.added" | "session.ended" | "session.started" | "shipment.archived" | "shipment.carrier.corrected" | "shipment.changed" | "shipment.following.resumed" | "shipment.following.stopped" | "shipment.reopened" | "shop.changed" | "shop.logo.removed" | "shop.logo.set" | "staff.added" | "staff.changed" | "staff.removed" | undefined; readonly subject?: string | undefined; readonly from?: string | undefined; readonly to?: string | undefined } }; readonly answer: {
		readonly items: readonly AuditEntry[];
	} };
	/** List brands. */
	readonly "GET /v1/brands": { readonly input: NoInput; readonly answer: {
		readonly items: readonly Brand[];
	} };
	/** Add another name to sell under. */
	readonly "POST /v1/brands": { readonly input: { readonly body: NewBrand; readonly idempotencyKey?: string | undefined }; readonly answer: Brand };
	/** Get a brand. */
	readonly "GET /v1/brands/{id}": { readonly input: { readonly id: string }; readonly answer: Brand };
	/** Change a brand. */
	readonly "PATCH /v1/brands/{id}": { readonly input: { readonly id: string; readonly body: {
		readonly name?: string | undefined;
		readonly contactEmail?: string | null | undefined;
		readonly brand?: {
			readonly accent?: string | null | undefined;
			readonly links?: readonly {
				readonly label: string;
				readonly url: string;
			}[] | undefined;
			readonly faq?: readonly {
				readonly question: string;
				readonly answer: string;
				readonly topics?: readonly ("no-scan-yet" | "how-sure" | "late" | "silent" | "in-customs" | "duty" | "be-at-home" | "missed" | "collect" | "address" | "not-received" | "damaged" | "part-missing" | "going-back" | "lost" | "who-sees")[] | undefined;
				readonly language?: string | null | undefined;
			}[] | undefined;
			readonly language?: string | null | undefined;
			readonly embedOrigins?: readonly string[] | undefined;
			/** What becomes of what buyers say once a parcel came. `moderated`: somebody lets each through; `open`: those of recognised buyers are shown at once; `off`: nobody is asked. */
			readonly reviews?: "off" | "moderated" | "open" | undefined;
			/** Whether a parcel's page offers its buyer things of your product feed: once he says that he wants to see them, below all help, and never where anything is wrong with the parcel. */
			readonly products?: {
				readonly show: boolean;
				/** Your own sites: products lead to no other. */
				readonly sites: readonly string[];
			} | undefined;
		} | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: Brand };
	/** End a brand. */
	readonly "DELETE /v1/brands/{id}": { readonly input: { readonly id: string }; readonly answer: null };
	/** Upload a brand's logo. */
	readonly "PUT /v1/brands/{id}/logo": { readonly input: { readonly id: string; readonly body: Uint8Array; readonly contentType: "image/png" | "image/jpeg" | "image/webp" | "image/gif" }; readonly answer: Brand };
	/** Take a brand's logo away. */
	readonly "DELETE /v1/brands/{id}/logo": { readonly input: { readonly id: string }; readonly answer: null };
	/** List carriers, and what each takes. */
	readonly "GET /v1/carriers": { readonly input: NoInput; readonly answer: {
		readonly items: readonly Carrier[];
	} };
	/** Link an account with a carrier. */
	readonly "POST /v1/connections": { readonly input: { readonly body: NewConnection; readonly idempotencyKey?: string | undefined }; readonly answer: Connection };
	/** List connections, with the health of each. */
	readonly "GET /v1/connections": { readonly input: NoInput; readonly answer: {
		readonly items: readonly Connection[];
	} };
	/** Get a connection. */
	readonly "GET /v1/connections/{id}": { readonly input: { readonly id: string }; readonly answer: Connection };
	/** Change a connection. */
	readonly "PATCH /v1/connections/{id}": { readonly input: { readonly id: string; readonly body: ConnectionChange; readonly idempotencyKey?: string | undefined }; readonly answer: Connection };
	/** End a connection. */
	readonly "DELETE /v1/connections/{id}": { readonly input: { readonly id: string }; readonly answer: null };
	/** Have a message signed. */
	readonly "POST /v1/connections/{id}/sample": { readonly input: { readonly id: string; readonly body: SampleWanted; readonly idempotencyKey?: string | undefined }; readonly answer: {
		/** A command that is signed already, valid for five minutes. */
		readonly curl: string;
		/** A program of the shell that signs by itself. */
		readonly script: string;
		readonly expiresAt: string;
		/** What became of the connection's last messages, for whoever has the link. */
		readonly boardUrl: string;
	} };
	/** Change the secret that the carrier signs with. */
	readonly "POST /v1/connections/{id}/secret": { readonly input: { readonly id: string; readonly body: {
		/** How long the secret before is taken as well; a day where it is left out. */
		readonly graceHours?: number | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: Connection };
	/** List numbers that the carrier was asked to post for. */
	readonly "GET /v1/connections/{id}/subscriptions": { readonly input: { readonly id: string; readonly query?: { readonly limit?: number | undefined; readonly state?: "wanted" | "active" | "refused" | "lapsed" | "ended" | undefined } }; readonly answer: {
		readonly items: readonly {
			readonly trackingNumber: string;
			readonly state: "wanted" | "active" | "refused" | "lapsed" | "ended";
			readonly subscribedAt: string | null;
			/** When the carrier forgets it unless it is renewed; null where it lasts. */
			readonly lapsesAt: string | null;
			/** When the carrier is asked next. */
			readonly nextAt: string | null;
			readonly lastError: string | null;
		}[];
	} };
	/** Ask the carrier for one number. */
	readonly "POST /v1/connections/{id}/test": { readonly input: { readonly id: string; readonly body: {
		/** As the label has it; blanks and hyphens make no difference. */
		readonly trackingNumber: string;
		/** What the carrier asks of whoever looks up a waybill: `GET /v1/carriers` names them. */
		readonly needs?: Readonly<Record<string, string>> | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: Trial };
	/** List what was told and what came back. */
	readonly "GET /v1/deliveries": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly endpoint?: string | undefined; readonly shipment?: string | undefined; readonly state?: "waiting" | "retrying" | "delivered" | "given-up" | "held" | "dropped" | undefined; readonly type?: string | undefined } }; readonly answer: {
		readonly items: readonly Delivery[];
	} };
	/** Get one telling, with its payload and every attempt. */
	readonly "GET /v1/deliveries/{id}": { readonly input: { readonly id: string }; readonly answer: DeliveryDetail };
	/** Tell it again. */
	readonly "POST /v1/deliveries/{id}/replay": { readonly input: { readonly id: string; readonly idempotencyKey?: string | undefined }; readonly answer: DeliveryDetail };
	/** Find whose numbers these may be. */
	readonly "POST /v1/detect": { readonly input: { readonly body: Detection; readonly idempotencyKey?: string | undefined }; readonly answer: {
		readonly items: readonly {
			/** As given. */
			readonly number: string;
			/** Best first. */
			readonly candidates: readonly {
				/** The carrier's code, as `GET /v1/carriers` lists it. */
				readonly carrier: string;
				/** 0.01 to 0.99: the form of a number is never all there is to know. */
				readonly score: number;
				readonly evidence: readonly ("pattern" | "check-digit" | "s10-country" | "prefix" | "history")[];
				readonly name: string;
				readonly followable: boolean;
			}[];
		}[];
	} };
	/** Tell a system of yours what happens. */
	readonly "POST /v1/endpoints": { readonly input: { readonly body: NewEndpoint; readonly idempotencyKey?: string | undefined }; readonly answer: Endpoint };
	/** List endpoints, with how each does. */
	readonly "GET /v1/endpoints": { readonly input: NoInput; readonly answer: {
		readonly items: readonly Endpoint[];
	} };
	/** Get an endpoint. */
	readonly "GET /v1/endpoints/{id}": { readonly input: { readonly id: string }; readonly answer: Endpoint };
	/** Change an endpoint. */
	readonly "PATCH /v1/endpoints/{id}": { readonly input: { readonly id: string; readonly body: EndpointChange; readonly idempotencyKey?: string | undefined }; readonly answer: Endpoint };
	/** Take an endpoint away, with its log. */
	readonly "DELETE /v1/endpoints/{id}": { readonly input: { readonly id: string }; readonly answer: null };
	/** Tell the events of a time again. */
	readonly "POST /v1/endpoints/{id}/replay": { readonly input: { readonly id: string; readonly body: ReplayWanted; readonly idempotencyKey?: string | undefined }; readonly answer: {
		/** How many are told again. */
		readonly count: number;
		/** Where to go on from, where there were more than 10,000. */
		readonly next: string | null;
	} };
	/** Make a new secret, or a new pair of keys. */
	readonly "POST /v1/endpoints/{id}/secret": { readonly input: { readonly id: string; readonly body: SecretChange; readonly idempotencyKey?: string | undefined }; readonly answer: Endpoint };
	/** Post a test at once. */
	readonly "POST /v1/endpoints/{id}/test": { readonly input: { readonly id: string; readonly idempotencyKey?: string | undefined }; readonly answer: {
		readonly deliveryId: string;
		readonly delivered: boolean;
		readonly status: number | null;
		/** Why it did not arrive, in a sentence. */
		readonly failure: string | null;
		/** The beginning of what was answered. */
		readonly answer: string;
		readonly tookMs: number | null;
	} };
	/** When carriers would bring a parcel. */
	readonly "POST /v1/eta/estimate": { readonly input: { readonly body: NewEstimate; readonly idempotencyKey?: string | undefined }; readonly answer: {
		readonly items: readonly {
			/** The carrier's code, as `GET /v1/carriers` lists it. */
			readonly carrier: string;
			readonly service: string | null;
			/** Null where nothing is known of the carrier. */
			readonly eta: Eta | null;
			/** `stated`: too few parcels were measured, and the window is what the carrier says of itself. */
			readonly basis: "measured" | "stated" | "none";
			/** Why there is none; null beside one. */
			readonly because: string | null;
		}[];
	} };
	/** Import a file of parcels. */
	readonly "POST /v1/imports": { readonly input: { readonly query?: { readonly dry_run?: "1" | undefined; readonly columns?: string | undefined; readonly charset?: string | undefined; readonly delimiter?: "," | ";" | "tab" | "|" | undefined; readonly days?: "day-first" | "month-first" | undefined; readonly carrier?: string | undefined; readonly name?: string | undefined }; readonly body: Uint8Array; readonly contentType: "text/csv" | "application/gzip" | "multipart/form-data" }; readonly answer: Import };
	/** List imports. */
	readonly "GET /v1/imports": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
		readonly items: readonly Import[];
	} };
	/** Get an import, and how far it is. */
	readonly "GET /v1/imports/{id}": { readonly input: { readonly id: string }; readonly answer: Import };
	/** Stop an import. */
	readonly "DELETE /v1/imports/{id}": { readonly input: { readonly id: string }; readonly answer: null };
	/** List rows of which nothing came. */
	readonly "GET /v1/imports/{id}/problems": { readonly input: { readonly id: string; readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
		readonly items: readonly ImportProblem[];
	} };
	/** Get those rows as a file to mend. */
	readonly "GET /v1/imports/{id}/problems.csv": { readonly input: { readonly id: string }; readonly answer: ReadableStream<Uint8Array> };
	/** Read the file of a dry run again. */
	readonly "POST /v1/imports/{id}/start": { readonly input: { readonly id: string; readonly query?: { readonly dry_run?: "1" | undefined; readonly columns?: string | undefined; readonly charset?: string | undefined; readonly delimiter?: "," | ";" | "tab" | "|" | undefined; readonly days?: "day-first" | "month-first" | undefined; readonly carrier?: string | undefined }; readonly idempotencyKey?: string | undefined }; readonly answer: Import };
	/** List mails that came in. */
	readonly "GET /v1/inbound-mails": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly state?: "said" | "noted" | "held" | "suggested" | "set-aside" | undefined; readonly question?: string | undefined } }; readonly answer: {
		readonly items: readonly InboundMail[];
	} };
	/** Read a mail that came in. */
	readonly "GET /v1/inbound-mails/{id}": { readonly input: { readonly id: string }; readonly answer: InboundMailDetail };
	/** Say where a mail belongs. */
	readonly "POST /v1/inbound-mails/{id}/place": { readonly input: { readonly id: string; readonly body: {
		/** In whose thread it belongs; null: it is put aside. */
		readonly question: string | null;
		/** `buyer`: he said it, and waits. `note`: for the shop alone. Left out where it is put aside. */
		readonly as?: "buyer" | "note" | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: InboundMailDetail };
	/** List the keys in use. */
	readonly "GET /v1/keys": { readonly input: NoInput; readonly answer: {
		readonly items: readonly Key[];
	} };
	/** Make a key. */
	readonly "POST /v1/keys": { readonly input: { readonly body: {
		readonly label?: string | undefined;
		readonly scopes: readonly ("shipments:read" | "shipments:write" | "connections:read" | "connections:write" | "messages:read" | "questions:read" | "questions:write" | "reviews:read" | "reviews:write" | "shop:read" | "shop:write" | "audit:read" | "endpoints:read" | "endpoints:write" | "keys:read" | "keys:write")[];
		readonly perMinute?: number | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: MadeKey };
	/** Get a key. */
	readonly "GET /v1/keys/{id}": { readonly input: { readonly id: string }; readonly answer: Key };
	/** Change a key. */
	readonly "PATCH /v1/keys/{id}": { readonly input: { readonly id: string; readonly body: {
		readonly label?: string | null | undefined;
		readonly scopes?: readonly ("shipments:read" | "shipments:write" | "connections:read" | "connections:write" | "messages:read" | "questions:read" | "questions:write" | "reviews:read" | "reviews:write" | "shop:read" | "shop:write" | "audit:read" | "endpoints:read" | "endpoints:write" | "keys:read" | "keys:write")[] | undefined;
		readonly perMinute?: number | null | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: Key };
	/** End a key at once. */
	readonly "DELETE /v1/keys/{id}": { readonly input: { readonly id: string }; readonly answer: null };
	/** Make a key in the place of another. */
	readonly "POST /v1/keys/{id}/rotate": { readonly input: { readonly id: string; readonly body: {
		readonly graceHours?: number | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: RotatedKey };
	/** List what carriers sent. */
	readonly "GET /v1/messages": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly state?: "read" | "unmatched" | "unreadable" | "bad-signature" | "poison" | undefined; readonly carrier?: string | undefined; readonly connection?: string | undefined; readonly problems?: "1" | undefined } }; readonly answer: {
		readonly items: readonly Message[];
	} };
	/** Get a message as it came. */
	readonly "GET /v1/messages/{id}": { readonly input: { readonly id: string }; readonly answer: MessageDetail };
	/** Read a message again. */
	readonly "POST /v1/messages/{id}/read": { readonly input: { readonly id: string; readonly idempotencyKey?: string | undefined }; readonly answer: {
		readonly outcome: string;
		/** Parcels it speaks of that somebody registered. */
		readonly accepted: number;
		/** And those that nobody did yet. */
		readonly unmatched: number;
		readonly problems: readonly {
			readonly kind: string;
			readonly detail: string;
		}[];
	} };
	/** Get this document. */
	readonly "GET /v1/openapi.json": { readonly input: NoInput; readonly answer: {
		readonly openapi: "3.1.0";
	} };
	/** List orders, each with its parcels. */
	readonly "GET /v1/orders": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
		readonly items: readonly Order[];
	} };
	/** Get an order. */
	readonly "GET /v1/orders/{id}": { readonly input: { readonly id: string }; readonly answer: Order };
	/** Add or change up to 1,000 products. */
	readonly "PUT /v1/products": { readonly input: { readonly body: {
		/** Each with `id`, `title`, `link`, `availability` and, where there is one, `image_link`, `price`, `item_group_id`, `product_type` and `related`; other fields of product feeds are passed over. */
		readonly products: readonly unknown[];
	} }; readonly answer: ProductsPut };
	/** List your products. */
	readonly "GET /v1/products": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
		readonly items: readonly Product[];
	} };
	/** Remove all products. */
	readonly "DELETE /v1/products": { readonly input: NoInput; readonly answer: null };
	/** Send your product feed as a file. */
	readonly "PUT /v1/products.csv": { readonly input: { readonly query?: { readonly all?: "1" | undefined }; readonly body: Uint8Array; readonly contentType: "text/csv" | "text/tab-separated-values" | "multipart/form-data" }; readonly answer: ProductFilePut };
	/** Remove a product. */
	readonly "DELETE /v1/products/{id}": { readonly input: { readonly id: string }; readonly answer: null };
	/** List what buyers asked. */
	readonly "GET /v1/questions": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly state?: "waiting" | "answered" | "closed" | undefined; readonly shipment?: string | undefined } }; readonly answer: {
		readonly items: readonly Question[];
	} };
	/** Read a question with its thread. */
	readonly "GET /v1/questions/{id}": { readonly input: { readonly id: string }; readonly answer: QuestionDetail };
	/** Close a question, or take it up again. */
	readonly "PATCH /v1/questions/{id}": { readonly input: { readonly id: string; readonly body: {
		readonly closed: boolean;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: QuestionDetail };
	/** Erase what was said of a question. */
	readonly "DELETE /v1/questions/{id}": { readonly input: { readonly id: string }; readonly answer: null };
	/** Answer a question. */
	readonly "POST /v1/questions/{id}/messages": { readonly input: { readonly id: string; readonly body: {
		readonly text: string;
		/** False: a note that the shop keeps to itself. */
		readonly shared?: boolean | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: QuestionDetail };
	/** Get a photo of a message. */
	readonly "GET /v1/questions/{id}/messages/{number}/pictures/{position}": { readonly input: { readonly id: string }; readonly answer: ReadableStream<Uint8Array> };
	/** List reports of all parcels. */
	readonly "GET /v1/reports": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined } }; readonly answer: {
		readonly items: readonly Report[];
	} };
	/** List what buyers said once a parcel came. */
	readonly "GET /v1/reviews": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly stage?: "delivery" | "product" | "follow-up" | undefined; readonly rating?: string | undefined; readonly state?: "waiting" | "shown" | "hidden" | undefined; readonly shipment?: string | undefined; readonly brand?: string | undefined } }; readonly answer: {
		readonly items: readonly Review[];
	} };
	/** Read a review. */
	readonly "GET /v1/reviews/{id}": { readonly input: { readonly id: string }; readonly answer: Review };
	/** Let a review through, or hide it. */
	readonly "PATCH /v1/reviews/{id}": { readonly input: { readonly id: string; readonly body: {
		readonly state: "shown";
	} | {
		readonly state: "hidden";
		/** Bad news is no reason to hide a review. It is kept, and noted in the log. */
		readonly reason: "spam" | "abuse" | "personal-data" | "off-topic" | "unlawful" | "not-a-buyer";
	}; readonly idempotencyKey?: string | undefined }; readonly answer: Review };
	/** Erase what was said in a review. */
	readonly "DELETE /v1/reviews/{id}": { readonly input: { readonly id: string }; readonly answer: null };
	/** Answer a review in public. */
	readonly "POST /v1/reviews/{id}/answer": { readonly input: { readonly id: string; readonly body: {
		readonly text: string;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: Review };
	/** Get a photo of a review. */
	readonly "GET /v1/reviews/{id}/pictures/{position}": { readonly input: { readonly id: string }; readonly answer: ReadableStream<Uint8Array> };
	/** Get the video of a review. */
	readonly "GET /v1/reviews/{id}/video": { readonly input: { readonly id: string }; readonly answer: ReadableStream<Uint8Array> };
	/** Register a waybill. */
	readonly "POST /v1/shipments": { readonly input: { readonly body: NewShipment; readonly idempotencyKey?: string | undefined }; readonly answer: Shipment };
	/** List parcels. */
	readonly "GET /v1/shipments": { readonly input: { readonly query?: { readonly cursor?: string | undefined; readonly limit?: number | undefined; readonly carrier?: string | undefined; readonly milestone?: Milestone | undefined; readonly code?: Code | undefined; readonly condition?: Condition | undefined; readonly action_by?: "none" | "recipient" | "sender" | undefined; readonly archived?: "true" | "false" | "any" | undefined; readonly created_from?: string | undefined; readonly created_to?: string | undefined; readonly updated_from?: string | undefined; readonly updated_to?: string | undefined; readonly eta_from?: string | undefined; readonly eta_to?: string | undefined; readonly q?: string | undefined; readonly order?: string | undefined; readonly reference?: string | undefined; readonly brand?: string | undefined; readonly sort?: "late_risk" | "updated" | undefined; readonly late_risk_min?: number | undefined; readonly waiting?: "seller" | undefined } }; readonly answer: {
		readonly items: readonly Shipment[];
	} };
	/** Get parcels as a CSV file. */
	readonly "GET /v1/shipments.csv": { readonly input: { readonly query?: { readonly carrier?: string | undefined; readonly milestone?: Milestone | undefined; readonly code?: Code | undefined; readonly condition?: Condition | undefined; readonly action_by?: "none" | "recipient" | "sender" | undefined; readonly archived?: "true" | "false" | "any" | undefined; readonly created_from?: string | undefined; readonly created_to?: string | undefined; readonly updated_from?: string | undefined; readonly updated_to?: string | undefined; readonly eta_from?: string | undefined; readonly eta_to?: string | undefined; readonly q?: string | undefined; readonly order?: string | undefined; readonly reference?: string | undefined; readonly brand?: string | undefined; readonly late_risk_min?: number | undefined; readonly waiting?: "seller" | undefined; readonly bom?: "1" | undefined } }; readonly answer: ReadableStream<Uint8Array> };
	/** Get parcels as lines of JSON. */
	readonly "GET /v1/shipments.ndjson": { readonly input: { readonly query?: { readonly carrier?: string | undefined; readonly milestone?: Milestone | undefined; readonly code?: Code | undefined; readonly condition?: Condition | undefined; readonly action_by?: "none" | "recipient" | "sender" | undefined; readonly archived?: "true" | "false" | "any" | undefined; readonly created_from?: string | undefined; readonly created_to?: string | undefined; readonly updated_from?: string | undefined; readonly updated_to?: string | undefined; readonly eta_from?: string | undefined; readonly eta_to?: string | undefined; readonly q?: string | undefined; readonly order?: string | undefined; readonly reference?: string | undefined; readonly brand?: string | undefined; readonly late_risk_min?: number | undefined; readonly waiting?: "seller" | undefined } }; readonly answer: ReadableStream<Uint8Array> };
	/** Get a parcel with its timeline. */
	readonly "GET /v1/shipments/{id}": { readonly input: { readonly id: string; readonly query?: { readonly as_of?: string | undefined } }; readonly answer: ShipmentDetail };
	/** Change a parcel. */
	readonly "PATCH /v1/shipments/{id}": { readonly input: { readonly id: string; readonly body: ShipmentChange; readonly idempotencyKey?: string | undefined }; readonly answer: Shipment };
	/** Put a parcel away. */
	readonly "POST /v1/shipments/{id}/archive": { readonly input: { readonly id: string; readonly idempotencyKey?: string | undefined }; readonly answer: Shipment };
	/** Correct the carrier. */
	readonly "POST /v1/shipments/{id}/carrier": { readonly input: { readonly id: string; readonly body: CarrierCorrection; readonly idempotencyKey?: string | undefined }; readonly answer: Shipment };
	/** Get a parcel as EPCIS 2.0. */
	readonly "GET /v1/shipments/{id}/epcis": { readonly input: { readonly id: string }; readonly answer: ReadableStream<Uint8Array> };
	/** Get a parcel as an EDIFACT IFTSTA. */
	readonly "GET /v1/shipments/{id}/iftsta": { readonly input: { readonly id: string }; readonly answer: ReadableStream<Uint8Array> };
	/** List the e-mails to buyers about a parcel. */
	readonly "GET /v1/shipments/{id}/notices": { readonly input: { readonly id: string }; readonly answer: {
		readonly watchers: readonly Watcher[];
		/** Newest first, two hundred at most. */
		readonly items: readonly Notice[];
		/** Newest first, a hundred at most. */
		readonly asks: readonly ReviewAsk[];
	} };
	/** Preview the e-mails to buyers about a parcel. */
	readonly "GET /v1/shipments/{id}/notices/preview": { readonly input: { readonly id: string }; readonly answer: {
		readonly items: readonly PreviewedEmail[];
	} };
	/** Have its carrier asked now. */
	readonly "POST /v1/shipments/{id}/refresh": { readonly input: { readonly id: string; readonly idempotencyKey?: string | undefined }; readonly answer: {
		/** `asked`: within seconds. The others say why nobody can be asked. */
		readonly state: "asked" | "needs-connection" | "push-only" | "unsupported";
		/** What to do, or to know, in a sentence. */
		readonly next: string | null;
		readonly askedAt: string | null;
		/** The carrier takes no calls before. */
		readonly notBefore: string | null;
		readonly lastAnsweredAt: string | null;
	} };
	/** Take up again what was put away. */
	readonly "POST /v1/shipments/{id}/reopen": { readonly input: { readonly id: string; readonly idempotencyKey?: string | undefined }; readonly answer: Shipment };
	/** List the reports of a parcel. */
	readonly "GET /v1/shipments/{id}/reports": { readonly input: { readonly id: string }; readonly answer: {
		readonly items: readonly Report[];
	} };
	/** Follow it again. */
	readonly "POST /v1/shipments/{id}/resume": { readonly input: { readonly id: string; readonly idempotencyKey?: string | undefined }; readonly answer: Shipment };
	/** Follow a parcel no more. */
	readonly "POST /v1/shipments/{id}/stop": { readonly input: { readonly id: string; readonly idempotencyKey?: string | undefined }; readonly answer: Shipment };
	/** Get a parcel as an X12 214. */
	readonly "GET /v1/shipments/{id}/x12-214": { readonly input: { readonly id: string }; readonly answer: ReadableStream<Uint8Array> };
	/** Register up to 1,000 waybills at once. */
	readonly "POST /v1/shipments/batch": { readonly input: { readonly body: ShipmentBatch; readonly idempotencyKey?: string | undefined }; readonly answer: {
		readonly items: readonly BatchItem[];
	} };
	/** Get your shop. */
	readonly "GET /v1/shop": { readonly input: NoInput; readonly answer: Shop };
	/** Change your shop. */
	readonly "PATCH /v1/shop": { readonly input: { readonly body: ShopChange; readonly idempotencyKey?: string | undefined }; readonly answer: Shop };
	/** Upload your logo. */
	readonly "PUT /v1/shop/logo": { readonly input: { readonly body: Uint8Array; readonly contentType: "image/png" | "image/jpeg" | "image/webp" | "image/gif" }; readonly answer: Shop };
	/** Take the logo away. */
	readonly "DELETE /v1/shop/logo": { readonly input: NoInput; readonly answer: null };
	/** List who answers. */
	readonly "GET /v1/staff": { readonly input: NoInput; readonly answer: {
		readonly items: readonly Staff[];
	} };
	/** Add somebody who answers. */
	readonly "POST /v1/staff": { readonly input: { readonly body: {
		/** Buyers read the first name of whoever answers them. */
		readonly name: string;
		readonly email: string;
		/** In which answers are written; none: any. */
		readonly languages?: readonly string[] | undefined;
		/** Null: always. */
		readonly hours?: {
			readonly 1?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 2?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 3?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 4?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 5?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 6?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 7?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
		} | null | undefined;
		/** IANA, by whose clock the hours are. */
		readonly zone?: string | null | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: Staff };
	/** Get somebody who answers. */
	readonly "GET /v1/staff/{id}": { readonly input: { readonly id: string }; readonly answer: Staff };
	/** Change somebody who answers. */
	readonly "PATCH /v1/staff/{id}": { readonly input: { readonly id: string; readonly body: {
		/** Buyers read the first name of whoever answers them. */
		readonly name?: string | undefined;
		readonly email?: string | undefined;
		/** In which answers are written; none: any. */
		readonly languages?: readonly string[] | undefined;
		/** Null: always. */
		readonly hours?: {
			readonly 1?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 2?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 3?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 4?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 5?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 6?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
			readonly 7?: readonly {
				readonly from: string;
				/** At or before `from`: on the next day. */
				readonly to: string;
			}[] | undefined;
		} | null | undefined;
		/** IANA, by whose clock the hours are. */
		readonly zone?: string | null | undefined;
	}; readonly idempotencyKey?: string | undefined }; readonly answer: Staff };
	/** Take somebody off the list. */
	readonly "DELETE /v1/staff/{id}": { readonly input: { readonly id: string }; readonly answer: null };
}

/** What endpoints are told, by type. */
export interface Events {
	/** A waybill was registered. */
	readonly "shipment.created": {
		readonly type: "shipment.created";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			readonly milestone: Milestone;
			readonly code: Code;
			readonly reason: Reason;
			readonly condition: Condition;
			/** Who can do something about it now. */
			readonly actionBy: "none" | "recipient" | "sender";
		};
	};
	/** Milestone, code, reason or condition changed, or nothing was heard for longer than usual. */
	readonly "shipment.status.changed": {
		readonly type: "shipment.status.changed";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			readonly before: {
				readonly milestone: Milestone;
				readonly code: Code;
				readonly reason: Reason;
				readonly condition: Condition;
				/** Who can do something about it now. */
				readonly actionBy: "none" | "recipient" | "sender";
			};
			readonly after: {
				readonly milestone: Milestone;
				readonly code: Code;
				readonly reason: Reason;
				readonly condition: Condition;
				/** Who can do something about it now. */
				readonly actionBy: "none" | "recipient" | "sender";
			};
			readonly silence: {
				readonly kind: "overdue" | "expiry";
				readonly since: string;
				readonly deadline: string;
			} | null;
		};
	};
	/** Another arrival is shown, or none any more. */
	readonly "shipment.eta.changed": {
		readonly type: "shipment.eta.changed";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			readonly before: {
				readonly from: string;
				readonly to: string;
				readonly likely: string | null;
				readonly level: number | null;
				readonly dateOnly: boolean;
				readonly zone: string | null;
				readonly source: "carrier" | "seller" | "model";
				readonly because: string;
			} | null;
			readonly after: {
				readonly from: string;
				readonly to: string;
				readonly likely: string | null;
				readonly level: number | null;
				readonly dateOnly: boolean;
				readonly zone: string | null;
				readonly source: "carrier" | "seller" | "model";
				readonly because: string;
			} | null;
		};
	};
	/** A carrier told of scans, or the buyer of his parcel. */
	readonly "shipment.scan.added": {
		readonly type: "shipment.scan.added";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			readonly scans: readonly {
				readonly key: string;
				readonly leg: number;
				readonly local: string;
				readonly zone: string | null;
				readonly zoneSource: "payload" | "carrier" | "place" | "none";
				readonly instant: string | null;
				readonly precision: "second" | "minute" | "day";
				readonly milestone: "pending" | "info_received" | "picked_up" | "in_transit" | "out_for_delivery" | "delivery_attempted" | "ready_for_pickup" | "delivered" | "returning" | "returned" | "cancelled" | "exception" | "expired" | "note";
				readonly code: Code;
				readonly reason: Reason;
				readonly carrierCode: string;
				readonly rule: string | null;
				readonly piece: string | null;
				readonly text: string;
				readonly place: {
					readonly text: string;
					readonly country: string | null;
					readonly lat: number | null;
					readonly lng: number | null;
					readonly precision: string | null;
				} | null;
				readonly details?: {
				} | undefined;
				readonly provenance: readonly {
					readonly channel: "webhook" | "poll" | "aggregator" | "file" | "seller" | "buyer" | "derived";
					readonly messageId: string;
					readonly knownAt: string;
				}[];
			}[];
			/** There were more; GET /v1/shipments/{id} has all. */
			readonly truncated?: true | undefined;
		};
	};
	/** Scans were taken back: they stand on the timeline no more. */
	readonly "shipment.scan.withdrawn": {
		readonly type: "shipment.scan.withdrawn";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			readonly keys: readonly string[];
			/** There were more; GET /v1/shipments/{id} has all. */
			readonly truncated?: true | undefined;
		};
	};
	/** The seller said under which carrier and number the parcel travels. */
	readonly "shipment.carrier.corrected": {
		readonly type: "shipment.carrier.corrected";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
		};
	};
	/** Somebody has to act now who had not to before: the seller, the recipient, or whoever can. */
	readonly "shipment.action_required": {
		readonly type: "shipment.action_required";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			readonly milestone: Milestone;
			readonly code: Code;
			readonly reason: Reason;
			readonly condition: Condition;
			/** Who can do something about it now. */
			readonly actionBy: "none" | "recipient" | "sender";
		};
	};
	/** The buyer says that he did not get what is marked as delivered. */
	readonly "shipment.not_received": {
		readonly type: "shipment.not_received";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			/** rep_… */
			readonly reportId: string;
			readonly key: string;
			readonly at: string;
		};
	};
	/** The buyer has it after all. */
	readonly "shipment.found": {
		readonly type: "shipment.found";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			readonly reportIds: readonly string[];
			readonly at: string;
		};
	};
	/** A buyer asked of his parcel, or wrote again. Its words stand at GET /v1/questions/{id}. */
	readonly "question.received": {
		readonly type: "question.received";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			/** qst_… */
			readonly questionId: string;
			/** Of the message within its thread. */
			readonly number: number;
			readonly at: string;
		};
	};
	/** Somebody at the shop answered the buyer. */
	readonly "question.answered": {
		readonly type: "question.answered";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			/** qst_… */
			readonly questionId: string;
			/** Of the message within its thread. */
			readonly number: number;
			readonly at: string;
		};
	};
	/** A buyer rated a delivery or what was in it, for the first time: what he changes later, or says again after he took it back, is not told. Its words stand at GET /v1/reviews/{id}. */
	readonly "review.received": {
		readonly type: "review.received";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
			/** rvw_… */
			readonly reviewId: string;
			readonly stage: "delivery" | "product" | "follow-up";
			/** Stars, 1 to 5; a follow-up may have none. */
			readonly rating: number | null;
			/** Whoever wrote it had shown that he is the buyer: there is one such review of a parcel and stage. */
			readonly isVerified: boolean;
			readonly at: string;
		};
	};
	/** The last parcel of an order was delivered, returns and cancelled ones apart: once an order. */
	readonly "order.delivered": {
		readonly type: "order.delivered";
		readonly timestamp: string;
		readonly data: {
			/** shp_… */
			readonly id: string;
			readonly carrier: string;
			readonly trackingNumber: string;
			readonly reference: string | null;
			readonly order: {
				/** ord_… */
				readonly id: string;
				readonly reference: string;
			} | null;
			/** `brd_…`, under which it was sold; null: the seller's own name. */
			readonly brand: string | null;
			readonly trackingUrl: string;
			/** Counts the events of this parcel from 1, without a gap. */
			readonly sequence: number;
			/** Of the parcel after the change: of two events the greater is newer. */
			readonly version: number | null;
		};
	};
	/** Somebody asked for it with POST /v1/endpoints/{id}/test. Never told unasked. */
	readonly "endpoint.test": {
		readonly type: "endpoint.test";
		readonly timestamp: string;
		readonly data: {
			/** end_… */
			readonly endpointId: string;
			readonly text: string;
		};
	};
}
