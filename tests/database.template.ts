/**
 * Fills the template that every test database is cloned from: once per test run.
 * It must leave no connection open, or PostgreSQL refuses to clone.
 */
export async function prepare(_url: string): Promise<void> {}
