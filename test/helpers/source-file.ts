import { parseSync, Visitor } from "vite";

export interface SourceFile {
	readonly imports: readonly { readonly specifier: string; readonly typeOnly: boolean }[];
	/** Globals with a side effect or a hidden input that the file touches: `Date.now`, `new Date()`, `fetch` and so on. */
	readonly uses: ReadonlySet<string>;
	/** Texts in quotes and the text of templates, with a blank for each value put in. */
	readonly strings: readonly string[];
}

/** What a source file does, from its syntax tree: words in comments and texts do not count as code. */
export function sourceFile(path: string, text: string): SourceFile {
	const { program, errors } = parseSync(path, text);
	if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0]?.message ?? ""}`);
	const imports: { specifier: string; typeOnly: boolean }[] = [];
	const uses = new Set<string>();
	const strings: string[] = [];
	const addName = (node: { readonly type: string; readonly name?: unknown }) => {
		if (node.type === "Identifier" && typeof node.name === "string") uses.add(node.name);
	};
	new Visitor({
		ImportDeclaration(node) {
			const named = node.specifiers.filter((specifier) => specifier.type === "ImportSpecifier");
			const allTypes = named.length > 0 && named.length === node.specifiers.length && named.every(isTypeSpecifier);
			imports.push({ specifier: node.source.value, typeOnly: node.importKind === "type" || allTypes });
		},
		ExportAllDeclaration(node) {
			imports.push({ specifier: node.source.value, typeOnly: node.exportKind === "type" });
		},
		ExportNamedDeclaration(node) {
			if (node.source) imports.push({ specifier: node.source.value, typeOnly: node.exportKind === "type" });
		},
		ImportExpression(node) {
			if (node.source.type === "Literal" && typeof node.source.value === "string") {
				imports.push({ specifier: node.source.value, typeOnly: false });
			}
		},
		TSImportType(node) {
			imports.push({ specifier: node.source.value, typeOnly: true });
		},
		MemberExpression(node) {
			if (node.object.type !== "Identifier" || node.property.type !== "Identifier") return;
			uses.add(`${node.object.name}.${node.property.name}`);
			if (node.object.name === "globalThis") uses.add(node.property.name);
		},
		NewExpression(node) {
			if (node.callee.type === "Identifier" && node.arguments.length === 0) uses.add(`new ${node.callee.name}()`);
		},
		CallExpression(node) {
			for (const part of [node.callee, ...node.arguments]) addName(part);
		},
		AssignmentPattern(node) {
			addName(node.right);
		},
		VariableDeclarator(node) {
			if (node.init) addName(node.init);
		},
		Property(node) {
			if (!node.shorthand) addName(node.value);
		},
		Literal(node) {
			if (typeof node.value === "string") strings.push(node.value);
		},
		TemplateLiteral(node) {
			strings.push(node.quasis.map((quasi) => quasi.value.cooked ?? "").join(" "));
		},
	}).visit(program);
	return { imports, uses, strings };
}

function isTypeSpecifier(specifier: { readonly importKind?: "type" | "value" | null }): boolean {
	return specifier.importKind === "type";
}
