package scorer

import (
	"encoding/json"
	"math"

	"shortlist/parser"
)

type reportJSON struct {
	Schema      string          `json:"schema"`
	File        parser.File     `json:"file"`
	Role        string          `json:"role"`
	Score       int             `json:"score"`
	Recoverable int             `json:"recoverable"`
	Grade       string          `json:"grade"`
	Categories  []categoryJSON  `json:"categories"`
	Findings    []findingJSON   `json:"findings"`
	Signals     []signalJSON    `json:"signals"`
	Gaps        []gapJSON       `json:"gaps"`
	Claims      []claimJSON     `json:"claims"`
	RoleFit     []fitJSON       `json:"role_fit"`
	BetterRole  *betterJSON     `json:"better_role,omitempty"`
	Career      careerJSON      `json:"career"`
	Job         *jobJSON        `json:"job,omitempty"`
	MachineView machineViewJSON `json:"machine_view"`
	Timing      timingJSON      `json:"timing"`
}

type categoryJSON struct {
	ID     string  `json:"id"`
	Points float64 `json:"points"`
	Max    float64 `json:"max"`
}

type findingJSON struct {
	ID       string         `json:"id"`
	Category string         `json:"category"`
	Status   Status         `json:"status"`
	Points   float64        `json:"points"`
	Max      float64        `json:"max"`
	Title    string         `json:"title"`
	Reason   string         `json:"reason"`
	Fix      string         `json:"fix"`
	Evidence []evidenceJSON `json:"evidence"`
}

type evidenceJSON struct {
	Line  int         `json:"line"`
	Page  int         `json:"page"`
	Box   *parser.Box `json:"box"`
	Quote string      `json:"quote"`
}

type signalJSON struct {
	ID        string         `json:"id"`
	Level     Level          `json:"level"`
	Points    float64        `json:"points"`
	Max       float64        `json:"max"`
	Evidence  []evidenceJSON `json:"evidence"`
	Questions []string       `json:"questions"`
}

type gapJSON struct {
	Signal    string   `json:"signal"`
	Questions []string `json:"questions"`
	Why       string   `json:"why"`
	How       string   `json:"how"`
	Expected  string   `json:"expected,omitempty"` // why, for the level that the career has
}

type claimJSON struct {
	Signal    string         `json:"signal"`
	Questions []string       `json:"questions"`
	Evidence  []evidenceJSON `json:"evidence"`
}

type fitJSON struct {
	Role   string  `json:"role"`
	Points float64 `json:"points"` // of evidence
	Max    float64 `json:"max"`
}

type betterJSON struct {
	Role    string          `json:"role"`
	Reason  string          `json:"reason"`
	Signals []fitSignalJSON `json:"signals"`
}

type fitSignalJSON struct {
	ID       string         `json:"id"`
	Level    Level          `json:"level"`
	Evidence []evidenceJSON `json:"evidence"`
}

type careerJSON struct {
	Months         int    `json:"months"`
	SoftwareMonths int    `json:"software_months"`
	Undated        int    `json:"undated"` // jobs that lack a date
	Level          string `json:"level"`
	Title          string `json:"title"` // that says the level; "" where the years say it
}

type machineViewJSON struct {
	Agreement *float64        `json:"agreement"` // null where one reader alone read the document
	Notices   []parser.Notice `json:"notices"`
}

type timingJSON struct {
	TotalMS float64 `json:"total_ms"`
	ReadMS  float64 `json:"read_ms"`
	ScoreMS float64 `json:"score_ms"`
}

// MarshalJSON gives the report as "shortlist check --format json" prints it:
// the schema shortlist.report/1.
func (r *Report) MarshalJSON() ([]byte, error) {
	return json.Marshal(reportJSON{
		Schema: "shortlist.report/1", File: r.Document.File, Role: r.Role,
		Score: r.Score, Recoverable: r.Recoverable, Grade: r.Grade,
		Categories: each(r.Categories, func(c Category) categoryJSON {
			return categoryJSON{c.ID, hundredths(c.Points), hundredths(c.Max)}
		}),
		Findings: each(r.Findings, func(f Finding) findingJSON {
			return findingJSON{f.ID, f.Category, f.Status, hundredths(f.Points), hundredths(f.Max), f.Title, f.Reason, f.Fix, evidenceList(f.Evidence)}
		}),
		Signals: each(r.Signals, func(s Signal) signalJSON {
			return signalJSON{s.ID, s.Level, hundredths(s.Points), hundredths(s.Max), evidenceList(s.Evidence), notNil(s.Questions)}
		}),
		Gaps: each(r.Gaps, func(g Gap) gapJSON {
			return gapJSON{g.Signal, notNil(g.Questions), g.Why, g.How, g.Expected}
		}),
		Claims: each(r.Claims, func(c Claim) claimJSON {
			return claimJSON{c.Signal, notNil(c.Questions), evidenceList(c.Evidence)}
		}),
		RoleFit:     each(r.Fits, func(f Fit) fitJSON { return fitJSON{f.ID, hundredths(f.Points), evidencePoints} }),
		BetterRole:  r.betterJSON(),
		Career:      careerJSON{r.Career.Months, r.Career.SoftwareMonths, r.Career.Undated, r.Career.Level.String(), r.Career.Title},
		Job:         r.Job.json(),
		MachineView: machineViewOf(r.Document),
		Timing:      timingJSON{hundredths(r.ReadMS + r.ScoreMS), hundredths(r.ReadMS), hundredths(r.ScoreMS)},
	})
}

func machineViewOf(doc *parser.Document) machineViewJSON {
	view := machineViewJSON{Notices: notNil(doc.Notices)}
	if doc.Agreement >= 0 {
		agreement := hundredths(doc.Agreement)
		view.Agreement = &agreement
	}
	return view
}

func (r *Report) betterJSON() *betterJSON {
	f, ok := r.BetterFit()
	if !ok {
		return nil
	}
	return &betterJSON{f.ID, r.FitReason(f), each(f.Signals, func(s Signal) fitSignalJSON {
		return fitSignalJSON{s.ID, s.Level, evidenceList(s.Evidence)}
	})}
}

func evidenceList(evidence []Evidence) []evidenceJSON {
	return each(evidence, func(e Evidence) evidenceJSON { return evidenceJSON{e.Line, e.Page, e.Box, e.Quote} })
}

// each maps a list; the result is never nil, so that it is never null in JSON.
func each[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

func notNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// hundredths rounds to two decimals.
func hundredths(f float64) float64 { return math.Round(f*100) / 100 }
