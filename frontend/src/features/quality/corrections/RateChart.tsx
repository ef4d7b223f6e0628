import type { CorrectionStatistics } from "@/api/types";
import { Axis } from "@/components/charts/Axis";
import charts from "@/components/charts/charts.module.css";
import { IntervalMark } from "@/components/charts/IntervalMark";
import { linear } from "@/components/charts/scale";

const WIDTH = 160;
const LINE = 14;
const place = linear([0, 1], [8, WIDTH - 8]);
const percent = linear([0, 100], [8, WIDTH - 8]);

interface Props {
  rate: number;
  interval: { low: number; high: number } | null;
  paper: CorrectionStatistics["paper"];
  /** All that the chart shows, in words. */
  words: string;
}

/** A rate on the way from 0 to 100%, with its interval; the paper's as a thin grey mark. */
export function RateChart({ rate, interval, paper, words }: Props) {
  return (
    <svg role="img" aria-label={words} viewBox={`0 0 ${WIDTH} 30`} className={charts.chart}>
      <line
        className={charts.reference}
        x1={place(paper.rate)}
        x2={place(paper.rate)}
        y1={2}
        y2={LINE}
      />
      <Axis ticks={[0, 50, 100]} place={percent} from={8} to={WIDTH - 8} y={LINE} />
      <IntervalMark mean={rate} interval={interval} place={place} y={LINE - 6} />
    </svg>
  );
}
