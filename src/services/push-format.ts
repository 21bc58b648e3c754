// The door knows the services alone.
export { ownSchema } from "../../adapters/kit/index.ts";
