package scorer

import (
	"cmp"
	"slices"
)

// Mend is a change to the resume with what it could win.
type Mend struct {
	Check  string  // id of the finding that asks for it; "" if none does
	Signal string  // id of the signal that asks for it; "" if none does
	Win    float64 // points, at most
	IfDone bool    // the resume is silent on it: only who has done it can write it
	Title  string
	Reason string // "" for a signal, whose title says it
	Fix    string
}

// Mends returns what would raise the score, what wins most first. What the
// checks cost and what the named signals would gain once shown add up, but for
// rounding, to Recoverable. Absent signals come last, and are marked.
func (r *Report) Mends() []Mend {
	var sure, ifDone []Mend
	for _, f := range r.Findings {
		if f.Status == Warn || f.Status == Fail {
			sure = append(sure, Mend{Check: f.ID, Win: f.Max - f.Points, Title: f.Title, Reason: f.Reason, Fix: f.Fix})
		}
	}
	for _, s := range r.Signals {
		i := slices.IndexFunc(r.Gaps, func(g Gap) bool { return g.Signal == s.ID })
		if i < 0 {
			continue
		}
		m := Mend{Signal: s.ID, Win: s.Max*float64(pay[Shown])/100 - s.Points, Title: s.Label + ": only named", Fix: r.Gaps[i].How}
		if s.Level == Absent {
			m.IfDone, m.Title = true, s.Label+": nothing yet"
			ifDone = append(ifDone, m)
		} else {
			sure = append(sure, m)
		}
	}
	return append(mostFirst(joined(sure)), mostFirst(ifDone)...)
}

// joined makes one mend of those that have the same fix, or wait for another.
func joined(all []Mend) []Mend {
	var out []Mend
	for _, m := range all {
		if i := slices.IndexFunc(out, func(o Mend) bool { return o.Fix == m.Fix || m.Fix == bulletsFirst && o.Check == "bullets" }); i >= 0 {
			out[i].Win += m.Win
			continue
		}
		out = append(out, m)
	}
	return out
}

// leastWin is the least that is worth a word, a tenth of a point when rounded.
const leastWin = 0.05

// mostFirst sorts mends and drops those that win nothing.
func mostFirst(mends []Mend) []Mend {
	mends = slices.DeleteFunc(mends, func(m Mend) bool { return m.Win < leastWin })
	slices.SortStableFunc(mends, func(a, b Mend) int { return cmp.Compare(hundredths(b.Win), hundredths(a.Win)) })
	return mends
}
