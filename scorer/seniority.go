package scorer

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"shortlist/index"
	"shortlist/parser"
)

// Seniority is a level of experience.
type Seniority int

// The levels, lowest first.
const (
	UnknownLevel Seniority = iota // neither titles nor dates say it
	EntryLevel                    // interns, trainees, juniors
	MidLevel
	SeniorLevel
	LeadLevel // staff and principal engineers, architects, those who lead engineers
)

var levelNames = []string{"", "entry", "mid", "senior", "lead"}

// String returns the name of the level; "" if it is unknown.
func (s Seniority) String() string { return levelNames[s] }

// seniorityOf returns the level of that name.
func seniorityOf(name string) (Seniority, error) {
	if i := slices.Index(levelNames, name); i > 0 {
		return Seniority(i), nil
	}
	return UnknownLevel, fmt.Errorf("there is no level %q; the levels are %s", name, strings.Join(levelNames[1:], ", "))
}

// Career is what the dated jobs of a document and their titles say of a
// person's experience. Jobs in software are those that the trade of the
// document knows as such (trade.go).
type Career struct {
	Months         int       // in all dated jobs; what overlaps counts once
	SoftwareMonths int       // in those of them in software
	Undated        int       // jobs that lack one of their dates: the months are then the least it can be
	Level          Seniority // in software
	Title          string    // the title that says the level; "" where the years say it
}

// Years are the months in dated software jobs as years.
func (c Career) Years() float64 { return float64(c.SoftwareMonths) / 12 }

//go:embed data/seniority.txt
var seniorityTxt string

// ladder tells levels from titles and years.
type ladder struct {
	titles []titleLevel
	years  map[Seniority]float64 // from which a level is reached
}

type titleLevel struct {
	level Seniority
	words phraseSet
}

func newLadder(data string) (*ladder, error) {
	l := &ladder{years: make(map[Seniority]float64)}
	return l, eachLine("scorer/data/seniority.txt", data, l.add)
}

func (l *ladder) add(line string) error {
	if rest, ok := strings.CutPrefix(line, "years "); ok {
		name, number, _ := strings.Cut(rest, " ")
		level, err := seniorityOf(name)
		if err != nil {
			return err
		}
		l.years[level], err = strconv.ParseFloat(number, 64)
		return err
	}
	name, words, _ := strings.Cut(line, ":")
	level, err := seniorityOf(name)
	if err != nil {
		return err
	}
	l.titles = append(l.titles, titleLevel{level, newPhraseSet(byWord, splitList(words))})
	return nil
}

// ofTitle returns the level that a title says, UnknownLevel for most.
func (l *ladder) ofTitle(title string) Seniority {
	tokens := index.Tokens(title)
	for _, t := range l.titles {
		if t.words.within(tokens) {
			return t.level
		}
	}
	return UnknownLevel
}

// careerOf reads a career off the jobs, of which some are in software. A title
// of a senior or of a lead holds for what came after it, unless it was held for
// a short time only; one of a beginner holds only while it is the latest, and not
// for years on end.
func (l *ladder) careerOf(jobs []parser.Job, software []bool, today parser.Date) Career {
	h := historyOf(jobs, today)
	c := Career{Months: h.months, Undated: h.open}
	var own []period
	for _, p := range h.periods {
		if software[p.job] {
			own = append(own, p)
		}
	}
	c.SoftwareMonths = worked(jobs, own)
	latest := -1
	for i, j := range jobs {
		if !software[i] {
			continue
		}
		if level := l.ofTitle(j.Title); level >= SeniorLevel && level > c.Level && (j.End.Present || lasted(j, today) >= shortStay) {
			c.Level, c.Title = level, j.Title
		}
		if latest < 0 || later(j, jobs[latest]) {
			latest = i
		}
	}
	if c.Level > UnknownLevel || latest < 0 {
		return c
	}
	said := l.ofTitle(jobs[latest].Title)
	beginner := said == EntryLevel && float64(lasted(jobs[latest], today)) < 12*l.years[SeniorLevel]
	if beginner || said > l.ofYears(c) {
		c.Level, c.Title = said, jobs[latest].Title
		return c
	}
	c.Level = l.ofYears(c)
	return c
}

// shortStay is the least number of months for which a title has to be held.
const shortStay = 6

// lasted returns the months of a job; shortStay if its dates do not say.
func lasted(j parser.Job, today parser.Date) int {
	if p, ok := periodOf(j.Start, j.End, today); ok {
		return p.end - p.start + 1
	}
	return shortStay
}

// ofYears returns the level of a person by the time in software alone.
func (l *ladder) ofYears(c Career) Seniority {
	if c.SoftwareMonths == 0 {
		return UnknownLevel
	}
	level := EntryLevel
	for higher, years := range l.years {
		if c.Years() >= years {
			level = max(level, higher)
		}
	}
	return level
}

// later reports whether a job ended after another, or began after it where both
// go on. Of equals the one that the document has first is the later.
func later(a, b parser.Job) bool {
	if a.End.Present != b.End.Present {
		return a.End.Present
	}
	if a.End.Present {
		return after(a.Start, b.Start)
	}
	return after(a.End, b.End)
}

func after(a, b parser.Date) bool { return a.Year*12+a.Month > b.Year*12+b.Month }
