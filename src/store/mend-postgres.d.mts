export const MENDED_FILE: RegExp;
export function mendPostgres(source: string): string;
