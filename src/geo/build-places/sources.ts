import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const PACKAGES = join(import.meta.dirname, "../../../node_modules");

/** A file of an installed package, as text. */
export function readSource(packageName: string, path: string): string {
	return readFileSync(join(PACKAGES, packageName, path), "utf8");
}

/** The shape is the package's own, fixed by its exact version in package.json. */
export function readJsonSource<Shape>(packageName: string, path: string): Shape {
	return JSON.parse(readSource(packageName, path)) as Shape;
}

/** What a package that is no list but a program gives; the shape is its own. */
export function requirePackage<Shape>(packageName: string): Shape {
	return createRequire(import.meta.url)(packageName) as Shape;
}
