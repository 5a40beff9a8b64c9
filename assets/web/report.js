// The report behind a citation, in a dialog, with the words marked.

import { get } from "./api.js";
import { byId } from "./dom.js";
import { marked } from "./marks.js";
import { day, moment, t, tongue } from "./strings.js";

/** Opens the report of a citation at its words. */
export async function openReport({ report_id: report, author, start, end, quote, day: on }) {
  const sheet = byId("report");
  const title = byId("report-title");
  const text = byId("report-text");
  title.textContent = t.reportOf(author ?? "", on ? day(on) : "");
  text.textContent = t.opening;
  text.setAttribute("aria-label", t.source);
  if (!sheet.open) sheet.showModal();
  text.focus({ preventScroll: true });
  const asked = (openReport.asked = (openReport.asked ?? 0) + 1);
  const { status, body } = await get(`/chat/reports/${encodeURIComponent(report)}`);
  if (asked !== openReport.asked) return;
  if (status !== 200) {
    text.textContent = body.error ?? t.notOpened;
    return;
  }
  title.textContent = t.reportOf(body.author, moment(body.sent_at));
  text.lang = tongue(body.text);
  text.replaceChildren(...marked(body.text, [{ index: 0, start, end, quote }]));
  text.querySelector("mark")?.scrollIntoView({ block: "center" });
}

/** Closing by the button, by Esc (the dialog's own) and by a click beside it. */
export function wireReport() {
  const sheet = byId("report");
  byId("report-close").textContent = t.close;
  byId("report-close").addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });
}
