package scorer

import (
	"cmp"
	"slices"
)

// gaps returns the signals that are absent or only named: those first that
// would win the most points once shown, equal ones by weight and rubric.
func (s *Scorer) gaps(signals []Signal, levels []Level) []Gap {
	var order []int
	for i, l := range levels {
		if l < Shown {
			order = append(order, i)
		}
	}
	gain := make([]int, len(levels))
	now := total(s.shares(levels))
	for _, i := range order {
		better := slices.Clone(levels)
		better[i] = Shown
		gain[i] = total(s.shares(better)) - now
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if c := cmp.Compare(gain[b], gain[a]); c != 0 {
			return c
		}
		return cmp.Compare(s.rules.Signals[b].Weight, s.rules.Signals[a].Weight)
	})
	out := make([]Gap, 0, len(order))
	for _, i := range order {
		rule, x := s.rules.Signals[i], signals[i]
		out = append(out, Gap{
			Signal: x.ID, Label: x.Label, Level: x.Level, Questions: x.Questions,
			Why: rule.Why, How: rule.How, Evidence: x.Evidence,
		})
	}
	return out
}

// claims returns the signals that are shown or measured, strongest first.
func (s *Scorer) claims(signals []Signal) []Claim {
	out := []Claim{}
	for i, x := range signals {
		if x.Level >= Shown {
			out = append(out, Claim{
				Signal: x.ID, Label: x.Label, Level: x.Level, Questions: x.Questions,
				Why: s.rules.Signals[i].Claim, Evidence: x.Evidence,
			})
		}
	}
	slices.SortStableFunc(out, func(a, b Claim) int { return cmp.Compare(b.Level, a.Level) })
	return out
}
