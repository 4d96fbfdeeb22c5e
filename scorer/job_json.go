package scorer

type jobJSON struct {
	Match     int               `json:"match"`
	Title     string            `json:"title"`
	Seniority string            `json:"seniority"`
	Years     float64           `json:"years"`
	Degree    string            `json:"degree"`
	Subjects  []string          `json:"subjects"`
	Languages []string          `json:"languages"`
	Location  string            `json:"location"`
	Remote    string            `json:"remote"`
	Parts     []jobPartJSON     `json:"parts"`
	Required  []termJSON        `json:"required"`
	Preferred []termJSON        `json:"preferred"`
	Tasks     []termJSON        `json:"tasks"`
	Traits    []string          `json:"traits"`
	Questions []jobQuestionJSON `json:"questions"`
}

type jobPartJSON struct {
	ID       string         `json:"id"`
	Asked    string         `json:"asked"`
	Found    string         `json:"found"`
	Points   float64        `json:"points"`
	Max      float64        `json:"max"`
	Why      string         `json:"why"`
	Evidence []evidenceJSON `json:"evidence"`
}

type termJSON struct {
	Term      string         `json:"term"`
	Signal    string         `json:"signal,omitempty"`
	Level     Level          `json:"level"`
	Points    float64        `json:"points"`
	Max       float64        `json:"max"`
	Why       string         `json:"why"`
	Ask       string         `json:"ask"`
	Questions []string       `json:"questions"`
	Evidence  []evidenceJSON `json:"evidence"`
}

type jobQuestionJSON struct {
	Term      string   `json:"term"`
	Level     Level    `json:"level"`
	Text      string   `json:"text"`
	Questions []string `json:"questions"`
}

func (j *Job) json() *jobJSON {
	if j == nil {
		return nil
	}
	terms := func(t []Term) []termJSON {
		return each(t, func(t Term) termJSON {
			return termJSON{t.Term, t.Signal, t.Level, hundredths(t.Points), hundredths(t.Max), t.Why, t.Ask, notNil(t.Questions), evidenceList(t.Evidence)}
		})
	}
	return &jobJSON{
		Match: j.Match, Title: j.Title, Seniority: j.Seniority, Years: hundredths(j.Years), Degree: j.Degree, Subjects: notNil(j.Subjects),
		Languages: notNil(j.Languages), Location: j.Location, Remote: j.Remote,
		Parts: each(j.Parts, func(p JobPart) jobPartJSON {
			return jobPartJSON{p.ID, p.Asked, p.Found, hundredths(p.Points), hundredths(p.Max), p.Why, evidenceList(p.Evidence)}
		}),
		Required: terms(j.Required), Preferred: terms(j.Preferred), Tasks: terms(j.Tasks), Traits: notNil(j.Traits),
		Questions: each(j.Questions, func(q JobQuestion) jobQuestionJSON {
			return jobQuestionJSON{q.Term, q.Level, q.Text, notNil(q.Questions)}
		}),
	}
}
