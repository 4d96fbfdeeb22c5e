package scorer

import (
	"cmp"
	"fmt"
	"slices"
)

// gaps returns the signals that are absent or only named: those first that
// would win the most points once shown, equal ones by weight and file.
func (r *role) gaps(signals []Signal, levels []Level, career Career) []Gap {
	var order []int
	for i, l := range levels {
		if l < Shown {
			order = append(order, i)
		}
	}
	gain := make([]int, len(levels))
	now := total(r.shares(levels))
	for _, i := range order {
		better := slices.Clone(levels)
		better[i] = Shown
		gain[i] = total(r.shares(better)) - now
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if c := cmp.Compare(gain[b], gain[a]); c != 0 {
			return c
		}
		return cmp.Compare(r.signals[b].weight, r.signals[a].weight)
	})
	out := make([]Gap, 0, len(order))
	for _, i := range order {
		rule, x := r.signals[i], signals[i]
		out = append(out, Gap{
			Signal: x.ID, Label: x.Label, Level: x.Level, Questions: x.Questions,
			Why: rule.Why, How: rule.How, Expected: rule.expectedOf(career), Evidence: x.Evidence,
		})
	}
	return out
}

// claims returns the signals that are shown or measured, strongest first.
func (r *role) claims(signals []Signal) []Claim {
	out := []Claim{}
	for i, x := range signals {
		if x.Level >= Shown {
			out = append(out, Claim{
				Signal: x.ID, Label: x.Label, Level: x.Level, Questions: x.Questions,
				Why: r.signals[i].Claim, Evidence: x.Evidence,
			})
		}
	}
	slices.SortStableFunc(out, func(a, b Claim) int { return cmp.Compare(b.Level, a.Level) })
	return out
}

// expectedOf says why somebody with such a career is expected to show the
// signal; "" if he is not.
func (s *roleSignal) expectedOf(career Career) string {
	why, from := "", UnknownLevel
	for _, e := range s.expected {
		if e.from <= career.Level && e.from > from {
			why, from = e.why, e.from
		}
	}
	switch {
	case why == "":
		return ""
	case career.Title != "":
		return fmt.Sprintf("The title “%s” makes this expected: %s.", career.Title, why)
	}
	return fmt.Sprintf("About %s in software make this expected: %s.", count(int(career.Years()+0.5), "year"), why)
}
