// Requests to the server. Nothing is thrown: an unreachable server is status 0.

const LONGEST = 20_000;

const csrf = document.querySelector('meta[name="csrf"]')?.content ?? "";

let ahead = 0;

/** Now by the server's clock, as far as its answers tell, so that own messages sort among its entries. */
export const now = () => new Date(Date.now() + ahead).toISOString();

async function request(path, options) {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), LONGEST);
  try {
    const response = await fetch(path, { ...options, credentials: "same-origin", signal: end.signal });
    const said = Date.parse(response.headers.get("date") ?? "") - Date.now();
    // The header has whole seconds: a smaller difference says nothing.
    ahead = Math.abs(said) > 2_000 ? said : 0;
    const body = await response.json().catch(() => ({}));
    const after = Number(response.headers.get("retry-after"));
    return { status: response.status, body, retryAfter: after > 0 ? after * 1_000 : 0 };
  } catch {
    return { status: 0, body: {}, retryAfter: 0 };
  } finally {
    clearTimeout(timer);
  }
}

export async function get(path) {
  return leave(await request(path, { headers: { accept: "application/json" } }));
}

export async function post(path, body) {
  const headers = { "content-type": "application/json", "x-csrf-token": csrf };
  return leave(await request(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Who is no longer logged in is asked to log in again; what is kept in the browser stays. */
function leave(answer) {
  if (answer.status === 401) location.assign("/login");
  return answer;
}
