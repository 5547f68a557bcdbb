/** What the server computes while a page waits: asked every half second, by one clock for all who wait. */
import { sent, type Bundle } from "./bundle";

export interface Computed {
  number: number;
  path: string;
  question: string;
  running: boolean;
  seconds: number;
  task: string;
  done: number;
  total: number;
  /** How often what is known so far was told. */
  parts: number;
  left: number | null;
}

interface Said {
  computed: Computed[];
  words: Record<string, string>;
}

export class Waiting {
  computed = $state<Computed[]>([]);
  words = $state<Record<string, string>>({});
  private waiters = 0;
  private clock: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly language: () => string) {}

  private async look(): Promise<void> {
    try {
      const answer = await fetch(`api/progress${this.language() ? `?lang=${this.language()}` : ""}`);
      if (!answer.ok) return;
      const said = (await answer.json()) as Said;
      [this.computed, this.words] = [said.computed, said.words];
    } catch {
      // A server that does not answer is told of by the question itself.
    }
  }

  /** What is asked for at an address, while it is waited for. */
  of(address: string): Computed | undefined {
    const [path, query] = address.split("?");
    const pairs = [...new URLSearchParams(query)].filter(([key]) => key !== "token").sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    const question = [`/${path}`, ...pairs.flat()].join("\n");
    return this.computed.find((each) => each.question === question);
  }
  before(each: Computed): number {
    return this.computed.indexOf(each);
  }

  begin(): void {
    if (++this.waiters > 1) return;
    void this.look();
    this.clock = setInterval(() => void this.look(), 500);
  }
  end(): void {
    if (--this.waiters > 0) return;
    clearInterval(this.clock);
    this.computed = [];
  }
  /** What is known so far of one that is computed; undefined where it has ended meanwhile. */
  async part(each: Computed): Promise<Bundle | undefined> {
    const answer = await fetch(`api/part?number=${each.number}`).catch(() => undefined);
    return answer?.status === 200 ? ((await answer.json()) as Bundle) : undefined;
  }
  async cancel(each: Computed): Promise<void> {
    await sent("api/cancel", { number: each.number });
  }
}
