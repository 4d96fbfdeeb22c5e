package prep

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Question is an interview question with what belongs to its answer.
type Question struct {
	ID      string
	Role    string // its home, on whose page it is, and under whose address; it may be on pages of others
	Group   string // id of the group on the page
	Subject string // two to four words, for lists
	Title   string // the question as an interviewer puts it

	Evaluating, Framework         template.HTML
	EvaluatingText, FrameworkText string // the same as plain text

	Mistakes  []string
	FollowUps []string
	Signals   []string // ids of the signals that lead here, the one that the question is most about first
	Points    []Point
	Told      bool     // it asks for what was done; what one would do, or always does, shows nothing
	Topic     []string // words of which any answer to it says one; empty if it has none of its own

	// Why it is asked and how to prepare it, for the signals that lead here after
	// the first; the rules say it for the first.
	Why, How string
}

// Point is one thing that a good answer says.
type Point struct {
	ID    string
	Text  string
	Words []string // the words and patterns that show it in an answer
	Ask   string   // what an interviewer asks if an answer leaves it out; may be empty
}

// The headings of a question's file.
const (
	evaluatingHeading = "What is being evaluated"
	frameworkHeading  = "A framework for your answer"
)

// questionFile is the front matter of a question.
type questionFile struct {
	ID        string   `yaml:"id"`
	Subject   string   `yaml:"subject"`
	Title     string   `yaml:"title"`
	Signals   []string `yaml:"signals"`
	Why       string   `yaml:"why"`
	How       string   `yaml:"how"`
	Mistakes  []string `yaml:"mistakes"`
	FollowUps []string `yaml:"follow_ups"`
	Told      bool     `yaml:"told"`
	Topic     []string `yaml:"topic"`
	Points    []struct {
		ID    string   `yaml:"id"`
		Text  string   `yaml:"text"`
		Words []string `yaml:"words"`
		Ask   string   `yaml:"ask"`
	} `yaml:"points"`
}

// readQuestion reads one file. Errors name the file.
func readQuestion(files fs.FS, name string) (Question, error) {
	source, err := fs.ReadFile(files, name)
	if err != nil {
		return Question{}, err
	}
	var f questionFile
	sections, err := parseMarkdown(source, &f)
	if err != nil {
		return Question{}, fmt.Errorf("prep/%s: %w", name, err)
	}
	q := Question{
		ID: f.ID, Role: path.Base(path.Dir(name)), Subject: f.Subject, Title: f.Title,
		Mistakes: f.Mistakes, FollowUps: f.FollowUps, Signals: f.Signals, Why: f.Why, How: f.How, Told: f.Told, Topic: f.Topic,
	}
	for _, p := range f.Points {
		q.Points = append(q.Points, Point(p))
	}
	for _, s := range sections {
		switch s.heading {
		case evaluatingHeading:
			q.Evaluating, q.EvaluatingText = s.html, s.text
		case frameworkHeading:
			q.Framework, q.FrameworkText = s.html, s.text
		default:
			return Question{}, fmt.Errorf("prep/%s: the heading %q is neither %q nor %q", name, s.heading, evaluatingHeading, frameworkHeading)
		}
	}
	if err := q.check(strings.TrimSuffix(path.Base(name), ".md")); err != nil {
		return Question{}, fmt.Errorf("prep/%s: %w", name, err)
	}
	return q, nil
}

// check returns what is missing or contradictory in a question whose file has
// the given name.
func (q Question) check(name string) error {
	if q.ID != name {
		return fmt.Errorf("the id is %q; it has to be the file's name", q.ID)
	}
	var problems []error
	for _, field := range []struct {
		name  string
		empty bool
	}{
		{"a subject", q.Subject == ""},
		{"a title", q.Title == ""},
		{"signals", len(q.Signals) == 0},
		{"why and how, for more than one signal", len(q.Signals) > 1 && (q.Why == "" || q.How == "")},
		{"mistakes", len(q.Mistakes) == 0},
		{"follow_ups", len(q.FollowUps) == 0},
		{"points", len(q.Points) == 0},
		{`text under "` + evaluatingHeading + `"`, q.EvaluatingText == ""},
		{`text under "` + frameworkHeading + `"`, q.FrameworkText == ""},
	} {
		if field.empty {
			problems = append(problems, fmt.Errorf("it lacks %s", field.name))
		}
	}
	for i, p := range q.Points {
		switch {
		case p.ID == "" || p.Text == "" || len(p.Words) == 0:
			problems = append(problems, fmt.Errorf("point %d (%q) needs an id, a text and words", i+1, p.ID))
		case slices.ContainsFunc(q.Points[:i], func(o Point) bool { return o.ID == p.ID }):
			problems = append(problems, fmt.Errorf("two points have the id %q", p.ID))
		}
	}
	return errors.Join(problems...)
}

// file returns the name of the question's file, for error messages.
func (q Question) file() string { return fmt.Sprintf("prep/questions/%s/%s.md", q.Role, q.ID) }

// words returns how many words a reader of the page has to read: all but the
// points, which are for practice.
func (q Question) words() int {
	n := 0
	for _, s := range slices.Concat([]string{q.Title, q.EvaluatingText, q.FrameworkText}, q.Mistakes, q.FollowUps) {
		n += len(strings.Fields(s))
	}
	return n
}
