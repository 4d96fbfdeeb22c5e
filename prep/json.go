package prep

import (
	"bytes"
	"encoding/json"
	"fmt"
)

type questionsJSON struct {
	Schema    string         `json:"schema"`
	Role      string         `json:"role"`
	Questions []questionJSON `json:"questions"`
}

type questionJSON struct {
	ID         string      `json:"id"`
	Group      string      `json:"group"`
	Subject    string      `json:"subject"`
	Title      string      `json:"title"`
	Evaluating string      `json:"evaluating"`
	Framework  string      `json:"framework"`
	Mistakes   []string    `json:"mistakes"`
	FollowUps  []string    `json:"follow_ups"`
	Signals    []string    `json:"signals"`
	Points     []pointJSON `json:"points"`
}

type pointJSON struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// MarshalRole returns the questions of a role as the contract's
// shortlist.questions/1. The error is ErrRole if there is no such role.
func (l *Library) MarshalRole(role string) ([]byte, error) {
	page, ok := l.Role(role)
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrRole, role)
	}
	return marshalQuestions(role, page.all())
}

// MarshalQuestion returns one question as the contract's
// shortlist.questions/1. The error is ErrQuestion if there is no such question.
func (l *Library) MarshalQuestion(id string) ([]byte, error) {
	q, ok := l.Question(id)
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrQuestion, id)
	}
	return marshalQuestions(q.Role, []Question{q})
}

func marshalQuestions(role string, questions []Question) ([]byte, error) {
	out := questionsJSON{Schema: "shortlist.questions/1", Role: role, Questions: []questionJSON{}}
	for _, q := range questions {
		j := questionJSON{
			ID: q.ID, Group: q.Group, Subject: q.Subject, Title: q.Title,
			Evaluating: q.EvaluatingText, Framework: q.FrameworkText,
			Mistakes: q.Mistakes, FollowUps: q.FollowUps, Signals: q.Signals,
		}
		for _, p := range q.Points {
			j.Points = append(j.Points, pointJSON{p.ID, p.Text})
		}
		out.Questions = append(out.Questions, j)
	}
	return marshal(out)
}

type answerJSON struct {
	Schema    string            `json:"schema"`
	Question  string            `json:"question"`
	Verdict   Verdict           `json:"verdict"`
	Points    []answerPointJSON `json:"points"`
	Story     storyJSON         `json:"story"`
	Words     int               `json:"words"`
	Seconds   int               `json:"seconds"`
	FollowUps []string          `json:"follow_ups"`
}

type answerPointJSON struct {
	pointJSON
	Covered  bool     `json:"covered"`
	Evidence []string `json:"evidence"`
}

type storyJSON struct {
	FirstPerson bool `json:"first_person"`
	Time        bool `json:"time"`
	Figure      bool `json:"figure"`
	Outcome     bool `json:"outcome"`
}

// MarshalJSON returns the contract's shortlist.answer/1.
func (a Answer) MarshalJSON() ([]byte, error) {
	out := answerJSON{
		Schema: "shortlist.answer/1", Question: a.Question.ID, Verdict: a.Verdict, Story: storyJSON(a.Story),
		Words: a.Words, Seconds: a.Seconds, FollowUps: a.FollowUps,
	}
	for _, p := range a.Points {
		out.Points = append(out.Points, answerPointJSON{
			pointJSON{p.Point.ID, p.Point.Text}, p.Covered(), append([]string{}, p.Evidence...),
		})
	}
	return marshal(out)
}

// marshal leaves <, > and & as they are: the result is for files and pipes as
// much as for pages.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
