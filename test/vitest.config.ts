import { defineConfig } from "vitest/config";
import { MENDED_FILE, mendPostgres } from "../src/store/mend-postgres.mjs";

/**
 * A database, a browser or a whole service in each: to read modules and compile the embedded database anew for each file
 * took more time than many of its tests. Files that change this process, time what they do or begin from nothing stay
 * whole.
 */
const SERVICES = [
	"test/service/**/*.test.ts",
	"test/browser/**/*.test.ts",
	"test/client/**/*.test.ts",
	"test/http/{isolation,real-service}.test.ts",
	"test/store/!(housekeeping|directory-lock|full-disk|silent-server|open).test.ts",
	"test/ingest/!(carrier-client|poller|subscribing|read-message).test.ts",
	"test/outbound/!(sender).test.ts",
];

/** Files without a database, a browser or a process of their own: nothing that one does shows in another. */
const PURE = [
	...["core", "carriers", "kit", "geo", "demo", "imports", "mail", "metrics", "web", "exchange"].map(
		(folder) => `test/${folder}/**/*.test.{ts,tsx}`,
	),
	"test/http/!(isolation|real-service|tiles).test.ts",
	"test/faults/audit.test.ts",
	"test/fuzz/judge.test.ts",
];

export default defineConfig({
	plugins: [
		{
			name: "mend-postgres",
			transform: (source, file) => (MENDED_FILE.test(file) ? mendPostgres(source) : null),
		},
	],
	test: {
		root: new URL("..", import.meta.url).pathname,
		maxWorkers: 2,
		projects: [
			{
				extends: true,
				test: {
					name: "whole",
					include: ["test/**/*.test.{ts,tsx}"],
					exclude: [...PURE, ...SERVICES],
					globalSetup: ["test/helpers/databases.ts"],
				},
			},
			{
				extends: true,
				test: {
					name: "services",
					include: SERVICES,
					isolate: false,
					globalSetup: ["test/helpers/databases.ts"],
				},
			},
			// What they import is read once by each worker: anew for each of two hundred files it took half of their time.
			{ extends: true, test: { name: "pure", include: PURE, isolate: false } },
		],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		// A condition that comes true is seen at once; one second is too little for it on a busy machine.
		expect: { poll: { timeout: 15_000 } },
		server: { deps: { inline: ["postgres"] } },
	},
});
