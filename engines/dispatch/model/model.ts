/**
 * A problem laid out for the search. Nodes: one for a visit, two for a transfer (pickup, then delivery), then two for each
 * vehicle (its start and its end), then, where vehicles may reload, as many reloads as there are jobs. Places: the rows of the matrices, one for each job node, then one for each distinct start or end
 * ("gate"); `place[node]` maps. Costs are whole units: `unit` of them make one of the problem's currency.
 */
export interface Model {
  jobs: number;
  /** Job nodes: [0, nodes). A vehicle v leaves from node `nodes + 2 v` and ends at `nodes + 2 v + 1`. */
  nodes: number;
  vehicles: number;
  /** Nodes of all sorts; reloads begin at `nodes + 2 * vehicles`. */
  all: number;
  places: number;
  dimensions: number;
  unit: number;
  place: Int32Array;
  /** Jobs in the order of their nodes: neighbours stand together. */
  order: readonly number[];
  /** Job of each job node. */
  jobOf: Int32Array;
  /** First node of each job. */
  nodeOf: Int32Array;
  /** 1 where the job is a transfer. */
  paired: Uint8Array;
  /** Of all nodes: earliest and latest beginning, and seconds of service. For vehicles: the shift. */
  opens: Int32Array;
  closes: Int32Array;
  service: Int32Array;
  /** Load in the vehicle changes by this at the node, [node * dimensions + d]; what is brought counts as negative. */
  change: Int32Array;
  /** Brought from the start of the trip, [job * dimensions + d]. */
  bring: Int32Array;
  /** Taken to the end of the trip, [job * dimensions + d]. */
  collect: Int32Array;
  /** True when the sum of a round's loads is all there is to check in each dimension. */
  sums: boolean;
  /** Kind of each vehicle: same matrices. */
  kind: Int32Array;
  /** Vehicles of one group are alike in everything; one idle vehicle of each need be tried. */
  group: Int32Array;
  /** Vehicles of one family are alike in everything but capacity and costs; `mixed`: a round may go from one to another. */
  family: Int32Array;
  mixed: boolean;
  /** Cost units and seconds of arcs by kind, [from * places + to], and the same turned over, [to * places + from]. */
  cost: Int32Array[];
  costInto: Int32Array[];
  time: Int32Array[];
  timeInto: Int32Array[];
  /** Metres, and seconds without setup, by kind where a vehicle's distance or driving is limited, else empty. */
  metres: Int32Array[];
  driving: Int32Array[];
  /** Cost units for using a vehicle at all: its fixed cost and the arc from its start to its end. */
  fixed: Float64Array;
  capacity: Int32Array;
  limitStops: Int32Array;
  limitDistance: Float64Array;
  limitDriving: Float64Array;
  /** True when some vehicle's driving or distance is limited. */
  limited: boolean;
  /** True when some time window can ever be missed. */
  timed: boolean;
  /** 1 where the vehicle may do the job, [job * vehicles + v]; empty when every one may do all. */
  may: Uint8Array;
  /** Cost units on top when the vehicle does the job, [job * vehicles + v]; empty when there are none. */
  extra: Float64Array;
  /** Cost units of leaving each optional job out; 0 for the others. */
  skip: Float64Array;
  /** Rank of each job that is not optional, 0 the highest of `levels`; -1: optional. */
  level: Int32Array;
  levels: number;
  /** Places where each vehicle may reload, the seconds it takes, and the most trips. */
  reloads: Int32Array[];
  reloading: Int32Array;
  trips: Int32Array;
  /** When what each job brings may leave, [job]. */
  release: Int32Array;
  /** True when some vehicle may reload or some job is released late. */
  tripped: boolean;
  /** The other job of its pair, or -1; empty when there are none. */
  partner: Int32Array;
  /** Seconds by which the services of a pair may begin apart. */
  apart: Int32Array;
  /** True when slack alone does not decide: the timetable judges each round (model/timetable.ts). */
  judged: boolean;
  /** Cost units of a second of waiting, by vehicle. */
  waiting: Float64Array;
}
