import { defineConfig } from "vite";
import { mapLevels } from "../map-data/levels-plugin.ts";

export default defineConfig({
	root: import.meta.dirname,
	base: "/assets/",
	logLevel: "warn",
	plugins: [mapLevels()],
	build: {
		outDir: "../../dist/client",
		emptyOutDir: true,
		assetsDir: "",
		// Every file has its own address, so that the page's policy need not allow data addresses.
		assetsInlineLimit: 0,
		manifest: "manifest.json",
		target: "es2022",
		rolldownOptions: { input: { page: `${import.meta.dirname}/main.ts`, widget: `${import.meta.dirname}/widget.ts` } },
	},
});
