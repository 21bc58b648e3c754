/** What somebody might send who wishes the page ill: too long, turned round, and mark-up. */
export const HOSTILE = `<b onclick="x()">${"Wide".repeat(12)}\u202e`;
