// Loaded into the service before it starts: what it would ask FedEx, it asks the scenario. All else goes its way.
const ask = globalThis.fetch;

globalThis.fetch = (input, init) => {
	const url = new URL(input);
	if (url.host !== "apis.fedex.com") return ask(input, init);
	// The guard of public addresses is not what is broken here.
	const { dispatcher: _, ...plain } = init;
	return ask(`${process.env.FAULTS_FEDEX_AT}${url.pathname}`, plain);
};
