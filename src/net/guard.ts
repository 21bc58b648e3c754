import { lookup as resolveBySystem } from "node:dns";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector } from "undici";

/** The request would have reached an address that is not on the public internet. */
export class PrivateAddress extends Error {
	override readonly name = "PrivateAddress";
}

/** True only for addresses that anybody on the internet may reach: not loopback, private, link-local, NAT64 or mapped forms of them. */
export function isPublicAddress(address: string): boolean {
	if (!ipaddr.isValid(address)) return false;
	const parsed = ipaddr.process(address);
	// Of IPv6 nothing but 2000::/3 was ever given to anybody.
	if (parsed instanceof ipaddr.IPv6 && (parsed.parts[0] ?? 0) >> 13 !== 1) return false;
	return parsed.range() === "unicast";
}

/** All addresses of a name, as `node:dns` answers them. */
export type Resolve = (
	hostname: string,
	options: { readonly all: true },
	callback: (error: NodeJS.ErrnoException | null, addresses: { address: string; family: number }[]) => void,
) => void;

export interface GuardOptions {
	readonly connectTimeoutMs: number;
	/** How names are looked up; the system's way unless told. */
	readonly resolve?: Resolve;
}

/**
 * A dispatcher for fetch that connects to public addresses alone. A look-up guard is not enough: Node looks nothing
 * up for a literal address, so literals are checked by the connector as well. The checked addresses are handed over,
 * so a name cannot point elsewhere between check and connection.
 */
export function guardedDispatcher({ connectTimeoutMs, resolve = resolveBySystem }: GuardOptions): Agent {
	const connect = buildConnector({
		timeout: connectTimeoutMs,
		lookup: (hostname, options, callback) => {
			resolve(hostname, { all: true }, (error, addresses) => {
				if (error) return callback(error, "", 0);
				const refused = addresses.find(({ address }) => !isPublicAddress(address));
				const [first] = addresses;
				if (refused || !first) {
					return callback(new PrivateAddress(`${hostname} does not resolve to public addresses only.`), "", 0);
				}
				return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
			});
		},
	});
	return new Agent({
		connect: (options, callback) => {
			const host = options.hostname.replace(/^\[|\]$/g, "");
			if (isIP(host) && !isPublicAddress(host)) {
				return callback(new PrivateAddress(`${host} is not a public address.`), null);
			}
			return connect(options, callback);
		},
	});
}
