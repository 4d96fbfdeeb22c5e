package scorer

import (
	_ "embed"
	"fmt"
	"strings"
)

//go:embed data/help.txt
var helpText string

// Criterion is what a report looks at: a structure check or a signal.
type Criterion struct {
	ID       string
	Category string // as of its findings; "evidence" for a signal
	Title    string
	Help     string // why it matters
}

// Criteria returns the structure checks and the signals of a role in the order of
// its reports; without a role that is known, the structure checks alone.
func (s *Scorer) Criteria(role string) []Criterion {
	var out []Criterion
	for _, r := range s.structure.rules {
		out = append(out, Criterion{r.id, r.category, r.title, s.help[r.id]})
	}
	if r := s.role(role); r != nil {
		for _, x := range r.signals {
			out = append(out, Criterion{x.ID.string, "evidence", x.Label, x.Why + " " + x.How})
		}
	}
	return out
}

// loadHelp returns the text of each structure check, by its id. Its errors name
// the file and the line.
func loadHelp(rules []checkRule) (map[string]string, error) {
	const name = "scorer/data/help.txt"
	help := make(map[string]string)
	err := eachLine(name, helpText, func(line string) error {
		id, text, _ := strings.Cut(line, " ")
		if checkFuncs[id] == nil || help[id] != "" {
			return fmt.Errorf("%q is no check, or stands twice", id)
		}
		help[id] = strings.TrimSpace(text)
		return nil
	})
	for _, r := range rules {
		if err == nil && help[r.id] == "" {
			err = fmt.Errorf("%s: no text for %q", name, r.id)
		}
	}
	return help, err
}
