// The door knows the services alone.
export { wantedInWords } from "../../adapters/kit/index.ts";
