package scorer

import (
	"cmp"
	"fmt"
	"slices"
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

// What makes another role fit clearly better: evidence enough to be of that
// role at all, this much more of it than of the role asked for, and this many
// signals shown that the role asked for does not count.
const (
	fitLeast   = 10.0
	fitMore    = 4.0
	fitRatio   = 1.25
	fitSignals = 2
)

// BetterFit returns the role that fits the resume clearly better than the one
// asked for, with the signals that speak for it and are none of that role, the
// strongest first; false if there is none.
func (r *Report) BetterFit() (Fit, bool) {
	own := r.fit()
	for _, f := range r.Fits {
		if f.Points < fitLeast || f.Points < own.Points+fitMore || f.Points < own.Points*fitRatio {
			return Fit{}, false // they are sorted
		}
		if f.Signals = f.beyond(own); len(f.Signals) >= fitSignals {
			return f, true
		}
	}
	return Fit{}, false
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
		better.Name, r.RoleName, number(better.Points), evidencePoints, number(r.fit().Points), r.RoleName, join(labels))
}

// fitShown is how many signals stand for all that speak for a role.
const fitShown = 4
