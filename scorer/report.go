package scorer

import "shortlist/parser"

// Level says how strongly a document shows a signal.
type Level int

// The levels, as the rubric defines them.
const (
	Absent   Level = iota // nothing, or only what is no evidence
	Named                 // it stands only in a skills list, a summary or a course list
	Shown                 // a work or project entry says what the person did with it
	Measured              // such an entry carries a figure of its outcome or scale
)

func (l Level) String() string {
	return [...]string{"absent", "named", "shown", "measured"}[l]
}

// Status is the outcome of a structure check.
type Status string

// The outcomes. A skipped check does not apply, or cannot be decided; it gives
// its points.
const (
	Pass Status = "pass"
	Warn Status = "warn"
	Fail Status = "fail"
	Skip Status = "skip"
)

// Evidence is a place in the document. Quote is the text of that line, to the
// letter; Context is the whole statement where it runs over several lines.
type Evidence struct {
	Line    int
	Page    int
	Box     *parser.Box
	Quote   string
	Context string   // "" where it is the quote
	Words   []string // the words of the line that count, to mark them
	Level   Level    // at which it shows its signal; Absent where it is no evidence of one
}

// Finding is the outcome of one structure check, with what it gives and costs.
type Finding struct {
	ID       string
	Category string // readability, structure or impact
	Status   Status
	Points   float64
	Max      float64
	Title    string
	Reason   string // why, true of this document
	Fix      string // how to mend it; "" if it passes
	Evidence []Evidence
}

// Signal is what the document shows of one signal of the role.
type Signal struct {
	ID        string
	Label     string
	Family    string // label of the family
	Level     Level
	Points    float64
	Max       float64
	Evidence  []Evidence // best first
	Questions []string
}

// Category is the sum of its findings or signals.
type Category struct {
	ID     string // readability, structure, evidence, impact
	Label  string
	Points float64
	Max    float64
	Whole  int // the points for people: rounded so that the categories add up to the score
}

// Gap is a signal that is absent or only named, and where that leads.
type Gap struct {
	Signal    string
	Label     string
	Level     Level
	Questions []string
	Why       string     // why it will be asked
	Expected  string     // why somebody of this career is expected to show it; "" if he is not
	How       string     // how to mend the resume if it was done, and to prepare if not
	Evidence  []Evidence // where it is named
}

// Claim is a signal that is shown or measured, and the questions it invites.
type Claim struct {
	Signal    string
	Label     string
	Level     Level
	Questions []string
	Why       string // what an interviewer will want to know of it
	Evidence  []Evidence
}

// RoleTitle names who has the role: "DevOps engineer".
func (r *Report) RoleTitle() string { return Role{r.Role, r.RoleName}.Title() }

// Report is the judgement of one document for one role.
type Report struct {
	Document    *parser.Document
	Role        string
	RoleName    string // as within a sentence
	Career      Career
	Fits        []Fit  // of all roles, the best first
	Score       int    // the sum of the points, rounded once
	Recoverable int    // what the fixes named would bring
	Grade       string // "ready", "close", "work" or "start"
	Categories  []Category
	Findings    []Finding
	Signals     []Signal
	Gaps        []Gap   // most worth mending first
	Claims      []Claim // strongest first
	ReadMS      float64
	ScoreMS     float64
	Job         *Job // nil without a posting
}
