interface Ranges {
  readonly length: number;
  start: (index: number) => number;
  end: (index: number) => number;
}

/** What of a clip was heard, whatever was paused or played twice on the way. */
export class PlaybackLog {
  private spans: [number, number][] = [];

  add(ranges: Ranges): void {
    for (let index = 0; index < ranges.length; index += 1)
      this.spans.push([ranges.start(index), ranges.end(index)]);
  }

  /** Seconds heard at least once, at most `duration`. */
  seconds(duration: number): number {
    let heard = 0;
    let reached = 0;
    for (const [start, end] of this.spans.toSorted((one, other) => one[0] - other[0])) {
      heard += Math.max(0, end - Math.max(start, reached));
      reached = Math.max(reached, end);
    }
    return Math.min(heard, duration);
  }
}
