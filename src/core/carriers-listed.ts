/** Where whoever wrote a carrier that there is not finds those that there are: staff as well as programs read it. */
export const CARRIERS_LISTED = "The console lists carriers by name, GET /v1/carriers by code.";
