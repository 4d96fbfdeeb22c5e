package scorer

import "strings"

// Scheme is how points are given, for people to read.
type Scheme struct {
	Categories []CategoryScheme
	Roles      []RoleScheme  // by id
	Levels     []LevelScheme // the least first
	Grades     []GradeScheme // the best first
}

// CategoryScheme is a category with the checks whose points it sums up; the
// evidence has families instead.
type CategoryScheme struct {
	ID, Label string
	Max       float64
	Checks    []CheckScheme
}

// CheckScheme is a structure check. Warn is what it gives when it half passes,
// unless it is given in proportion.
type CheckScheme struct {
	ID, Title, Help string
	Max, Warn       float64
}

// RoleScheme is what counts as evidence for a role.
type RoleScheme struct {
	Role
	Families []FamilyScheme
}

// FamilyScheme is a family of signals, of which the best few count.
type FamilyScheme struct {
	Label   string
	Max     float64
	Counted int
	Signals []string // labels
}

// LevelScheme is what a level gives, in percent of a signal's share.
type LevelScheme struct {
	Level   Level
	Percent int
}

// GradeScheme is what a score from From on means.
type GradeScheme struct {
	From    int
	Meaning string
}

// Scheme returns how points are given. It is made of what Check counts with.
func (s *Scorer) Scheme() Scheme {
	var out Scheme
	for _, c := range categories {
		category := CategoryScheme{ID: c.id, Label: capitalize(strings.TrimPrefix(c.label, "%s ")), Max: categoryMax[c.id]}
		if c.id == "evidence" {
			category.Max = evidencePoints
		}
		for _, r := range s.structure.rules {
			if r.category == c.id {
				category.Checks = append(category.Checks, CheckScheme{r.id, r.title, s.help[r.id], r.max, r.warn})
			}
		}
		out.Categories = append(out.Categories, category)
	}
	for _, r := range s.roles {
		role := RoleScheme{Role: r.Role}
		for _, f := range r.families {
			family := FamilyScheme{Label: r.signals[f.members[0]].family, Max: float64(f.points) / 100, Counted: min(countedSignal, len(f.members))}
			for _, m := range f.members {
				family.Signals = append(family.Signals, r.signals[m].Label)
			}
			role.Families = append(role.Families, family)
		}
		out.Roles = append(out.Roles, role)
	}
	for level, percent := range pay {
		out.Levels = append(out.Levels, LevelScheme{Level(level), percent})
	}
	for _, g := range grades {
		out.Grades = append(out.Grades, GradeScheme{g.from, gradeMeanings[g.word]})
	}
	return out
}
