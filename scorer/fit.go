package scorer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Fit is how well a resume fits a role.
type Fit struct {
	Role
	Points  float64  // of its evidence, of 40
	Signals []Signal // as Report.Signals has them for the role that was asked for
}

// fits holds what a document shows against every role, the best first.
func (s *Scorer) fits(shown []graded) []Fit {
	out := make([]Fit, len(s.roles))
	for i, r := range s.roles {
		out[i] = Fit{Role: r.Role, Points: float64(total(r.shares(r.levels(shown)))) / 100, Signals: r.report(shown)}
	}
	slices.SortStableFunc(out, func(a, b Fit) int { return cmp.Compare(b.Points, a.Points) })
	return out
}

// What makes another role fit clearly better than the one asked for: evidence
// enough to be of that role at all, and either many more points or some more
// with several signals shown that the role asked for does not count.
const (
	fitLeast   = 8.0
	fitMany    = 4.0 // points more, with one such signal
	fitSome    = 1.0 // points more, with this many of them:
	fitSignals = 3
)

// BetterFit returns the role that fits the resume best if that is clearly
// another one than was asked for, with the signals that it shows and that the
// role asked for does not count, the strongest first; else false.
func (r *Report) BetterFit() (Fit, bool) {
	if len(r.Fits) == 0 {
		return Fit{}, false
	}
	best, own := r.Fits[0], r.fit()
	best.Signals = best.beyond(own)
	more := hundredths(best.Points - own.Points)
	clearly := more >= fitMany && len(best.Signals) > 0 || more >= fitSome && len(best.Signals) >= fitSignals
	return best, clearly && best.Points >= fitLeast
}

// beyond returns the signals that a resume shows of a role and another role does
// not count.
func (f Fit) beyond(other Fit) []Signal {
	var out []Signal
	for _, s := range f.Signals {
		counted := slices.ContainsFunc(other.Signals, func(o Signal) bool { return o.ID == s.ID })
		if s.Level >= Shown && s.Points > 0 && !counted {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b Signal) int {
		return cmp.Or(cmp.Compare(b.Level, a.Level), cmp.Compare(b.Points, a.Points))
	})
	return out
}

// fit returns how well the resume fits the role asked for.
func (r *Report) fit() (own Fit) {
	for _, f := range r.Fits {
		if f.ID == r.Role {
			own = f
		}
	}
	return own
}

// FitReason says in words how another role fits better than the one asked for.
func (r *Report) FitReason(better Fit) string {
	labels := each(better.Signals[:min(fitShown, len(better.Signals))], func(s Signal) string { return lowerFirst(s.Label) })
	return fmt.Sprintf("The lines of this resume show more %s work than %s work: %s of %d points of evidence instead of %s. They speak of what %s work does not count: %s.",
		better.Name, r.RoleName, number(better.Points), evidencePoints, number(r.fit().Points), r.RoleName, strings.Join(labels, "; "))
}

// fitShown is how many signals stand for all that speak for a role.
const fitShown = 4
