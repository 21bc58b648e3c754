import { americas } from "./americas.ts";
import { asia } from "./asia.ts";
import { europe } from "./europe.ts";
import { oceania } from "./oceania.ts";
import type { StatedService } from "./stated-service.ts";

/** What carriers publish of their own speed, by the region that they come from. */
export const allServices: readonly StatedService[] = Object.freeze([...americas, ...asia, ...europe, ...oceania]);
