package scorer

import (
	"slices"

	"shortlist/parser"
)

// period is a time in months since the year 0, both ends included. A year
// without a month is taken whole.
type period struct {
	job        int // index into the document's jobs; -1 for studies and projects
	start, end int
	exact      bool // both ends name a month
}

// history is what the dates of the jobs say together.
type history struct {
	periods []period // of the jobs that have both dates, in the order of the document
	open    int      // jobs that lack one of their dates, or both
	months  int      // spent in jobs; what overlaps counts once
}

// historyOf reads the dates of the jobs. Today ends what goes on.
func historyOf(jobs []parser.Job, today parser.Date) history {
	var h history
	for i, j := range jobs {
		p, ok := periodOf(j.Start, j.End, today)
		if !ok {
			h.open++
			continue
		}
		p.job = i
		h.periods = append(h.periods, p)
	}
	h.months = worked(jobs, h.periods)
	return h
}

// periodOf returns the time between two dates; ok is false if one is missing.
func periodOf(start, end, today parser.Date) (p period, ok bool) {
	if start.Year == 0 || end.IsZero() {
		return period{}, false
	}
	if end.Present {
		end = today
	}
	p = period{job: -1, start: start.Year * 12, end: end.Year*12 + 11, exact: start.Month > 0 && end.Month > 0}
	if start.Month > 0 {
		p.start += start.Month - 1
	}
	if end.Month > 0 {
		p.end = end.Year*12 + end.Month - 1
	}
	return p, true
}

// worked counts the months of the periods. An end without a month counts to
// the middle of its year, so that 2016–2019 is three years and a half.
func worked(jobs []parser.Job, periods []period) int {
	shortened := slices.Clone(periods)
	for i, p := range shortened {
		if end := jobs[p.job].End; !end.Present && end.Month == 0 {
			shortened[i].end = max(p.start, p.end-6)
		}
	}
	total, covered := 0, -1
	for _, p := range byStart(shortened) {
		if from := max(p.start, covered+1); p.end >= from {
			total += p.end - from + 1
		}
		covered = max(covered, p.end)
	}
	return total
}

func byStart(periods []period) []period {
	out := slices.Clone(periods)
	slices.SortStableFunc(out, func(a, b period) int { return a.start - b.start })
	return out
}

// gap is a time that no period covers: after month from, until month to.
type gap struct {
	from, to int // the last month covered before it, the first month covered after it
	before   int // job that ends it, -1 if it lasts to this day
	after    int // job before it
}

func (g gap) months() int { return g.to - g.from - 1 }

// gaps returns the times longer than limit months, after the first job, which
// neither the jobs nor the others cover.
func (h history) gaps(others []period, today parser.Date, limit int) []gap {
	all := byStart(append(slices.Clone(h.periods), others...))
	if len(h.periods) == 0 {
		return nil
	}
	first := slices.MinFunc(h.periods, func(a, b period) int { return a.start - b.start })
	covered, last := first.end, first.job
	var out []gap
	for _, p := range all {
		if p.start > covered+1+limit {
			out = append(out, gap{from: covered, to: p.start, before: p.job, after: last})
		}
		if p.end > covered {
			covered, last = p.end, p.job
		}
	}
	if now := today.Year*12 + today.Month - 1; now > covered+limit {
		out = append(out, gap{from: covered, to: now + 1, before: -1, after: last})
	}
	return out
}

// overlap returns the months that both periods certainly share, years without a
// month counting as little as they can.
func overlap(a, b period) int {
	if !a.exact || !b.exact {
		return 0
	}
	return min(a.end, b.end) - max(a.start, b.start) + 1
}

// monthAt is the date of a month since the year 0.
func monthAt(m int) parser.Date { return parser.Date{Year: m / 12, Month: m%12 + 1} }
