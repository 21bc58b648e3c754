import { defineConfig } from "vitest/config";
import { MENDED_FILE, mendPostgres } from "../src/store/mend-postgres.mjs";

export default defineConfig({
	plugins: [
		{
			name: "mend-postgres",
			transform: (source, file) => (MENDED_FILE.test(file) ? mendPostgres(source) : null),
		},
	],
	test: {
		root: new URL("..", import.meta.url).pathname,
		include: ["test/**/*.test.{ts,tsx}"],
		globalSetup: ["test/helpers/databases.ts"],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		// A condition that comes true is seen at once; one second is too little for it on a busy machine.
		expect: { poll: { timeout: 15_000 } },
		maxWorkers: 2,
		server: { deps: { inline: ["postgres"] } },
	},
});
