package web

import (
	"slices"

	"github.com/gin-gonic/gin"

	"shortlist/prep"
)

// readAPI reads the resume of an API request: a form, or the file itself.
func (s *Server) readAPI(c *gin.Context) (upload, error) {
	asked := form{Role: c.Query("role"), Job: c.Query("job")}
	if c.ContentType() == "multipart/form-data" {
		return s.readForm(c.Request, asked)
	}
	return s.readBody(c.Request, asked)
}

func (s *Server) apiCheck(c *gin.Context) (any, error) {
	u, err := s.readAPI(c)
	if err != nil {
		return nil, err
	}
	return s.judge(c.Request.Context(), u)
}

func (s *Server) apiParse(c *gin.Context) (any, error) {
	u, err := s.readAPI(c)
	if err != nil {
		return nil, err
	}
	return s.read(c.Request.Context(), u)
}

const (
	defaultRole     = "backend"
	questionsSchema = "shortlist.questions/1"
)

// questionsJSON is the contract's shortlist.questions/1.
type questionsJSON struct {
	Schema    string         `json:"schema"`
	Role      string         `json:"role"`
	Questions []questionJSON `json:"questions"`
}

type questionJSON struct {
	ID         string      `json:"id"`
	Group      string      `json:"group"`
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

func (s *Server) apiQuestions(c *gin.Context) (any, error) {
	asked := form{Role: c.DefaultQuery("role", defaultRole)}
	if err := s.check(asked); err != nil {
		return nil, err
	}
	role, ok := s.Library.Role(asked.Role)
	if !ok {
		return nil, errNotFound
	}
	out := questionsJSON{Schema: questionsSchema, Role: role.ID, Questions: []questionJSON{}}
	for _, g := range role.Groups {
		for _, q := range g.Questions {
			out.Questions = append(out.Questions, newQuestionJSON(q))
		}
	}
	return out, nil
}

func (s *Server) apiQuestion(c *gin.Context) (any, error) {
	q, ok := s.Library.Question(c.Param("question"))
	if !ok {
		return nil, errNotFound
	}
	return questionsJSON{questionsSchema, defaultRole, []questionJSON{newQuestionJSON(q)}}, nil
}

func newQuestionJSON(q prep.Question) questionJSON {
	out := questionJSON{
		ID: q.ID, Group: q.Group, Title: q.Title,
		Evaluating: q.EvaluatingText, Framework: q.FrameworkText,
		Mistakes:  slices.Concat([]string{}, q.Mistakes),
		FollowUps: slices.Concat([]string{}, q.FollowUps),
		Signals:   slices.Concat([]string{}, q.Signals),
		Points:    []pointJSON{},
	}
	for _, p := range q.Points {
		out.Points = append(out.Points, pointJSON{p.ID, p.Text})
	}
	return out
}
