/** What was wrong with an answer from outside, in the reader's language; in the core's own words where it has no kind. */
import type { CallError } from '../host/host';
import { saidOf, type Messages } from '../locales';

/** Why a bank or a weather service gave nothing. */
export function providerTrouble(t: Messages, { problem, answer, reason }: { problem: string | null; answer: number | null; reason: string }): string {
  switch (problem) {
    case null:
      return reason;
    case 'not_a_feed':
      return t.places.unreadable;
    case 'damage':
      return t.places.damaged;
    case 'status':
    case 'gone':
      return answer === null ? t.server.problems.status : t.server.answered({ status: answer });
    default:
      return saidOf(t.server.problems, problem) ?? reason;
  }
}

/** Why something did not work. */
export function errorWords(t: Messages, { problem, answer, message }: CallError): string {
  return providerTrouble(t, { problem: problem ?? null, answer: answer ?? null, reason: message });
}
