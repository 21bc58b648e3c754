/** The part of OpenAPI 3.1 that our document uses. */
export interface OpenApi {
	readonly openapi: "3.1.0";
	readonly info: { readonly title: string; readonly version: string; readonly description: string };
	readonly externalDocs: { readonly url: string };
	readonly servers: readonly { readonly url: string }[];
	readonly tags: readonly { readonly name: string; readonly description: string }[];
	readonly security: readonly Readonly<Record<string, readonly string[]>>[];
	readonly paths: Readonly<Record<string, Readonly<Partial<Record<Method, Operation>>>>>;
	readonly webhooks: Readonly<Record<string, { readonly post: Operation }>>;
	readonly components: {
		readonly schemas: Readonly<Record<string, JsonSchema>>;
		readonly parameters: Readonly<Record<string, Parameter>>;
		readonly headers: Readonly<Record<string, Header>>;
		readonly responses: Readonly<Record<string, Response>>;
		readonly securitySchemes: Readonly<Record<string, object>>;
	};
}

export type Method = "get" | "post" | "put" | "patch" | "delete";

export interface Operation {
	readonly operationId: string;
	readonly tags: readonly string[];
	readonly summary: string;
	readonly description?: string;
	readonly security?: OpenApi["security"];
	readonly parameters?: readonly (Parameter | Ref)[];
	readonly requestBody?: { readonly required: boolean; readonly content: Readonly<Record<string, Content>> };
	readonly responses: Readonly<Record<string, Response | Ref>>;
}

export interface Ref {
	readonly $ref: string;
}

export interface Parameter {
	readonly name: string;
	readonly in: "path" | "query" | "header";
	readonly required?: boolean;
	readonly description?: string;
	readonly schema: JsonSchema;
	readonly example?: unknown;
}

export interface Header {
	readonly description: string;
	readonly schema: JsonSchema;
}

export interface Response {
	readonly description: string;
	readonly headers?: Readonly<Record<string, Header | Ref>>;
	readonly content?: Readonly<Record<string, Content>>;
}

export interface Content {
	readonly schema: JsonSchema;
	readonly example?: unknown;
}

export interface JsonSchema {
	readonly type?: string | readonly string[];
	readonly description?: string;
	readonly properties?: Readonly<Record<string, JsonSchema>>;
	readonly required?: readonly string[];
	readonly items?: JsonSchema;
	readonly anyOf?: readonly JsonSchema[];
	readonly oneOf?: readonly JsonSchema[];
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly additionalProperties?: JsonSchema | boolean;
	readonly format?: string;
	readonly pattern?: string;
	readonly default?: unknown;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly $ref?: string;
	readonly [word: string]: unknown;
}
