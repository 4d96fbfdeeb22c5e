package web

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"shortlist/prep"
)

// maxAnswerBytes bounds the body that holds an answer: a form writes some
// letters in nine bytes.
const maxAnswerBytes = 9 * prep.MaxAnswer

var (
	errLongAnswer = &problem{
		status: http.StatusRequestEntityTooLarge, code: "too-large", title: "The answer is too long",
		detail: "An answer may have 10,000 characters, which take more than ten minutes to say. Two minutes are a good length.",
		fix:    "Shorten it to what you would say.",
	}
	errNoAnswer = badRequest("There is no answer in it. Write what you would say, in whole sentences.")
	errJSON     = badRequest(`The body is no JSON of the form {"text": "…"}. Plain text does as well, with another Content-Type than application/json.`)
)

// postAnswer shows a question with what an answer to it covers. Nothing of the
// answer is kept.
func (s *Server) postAnswer(c *gin.Context) (view, error) {
	q, asked, err := s.questionOf(c)
	if err != nil {
		return view{}, err
	}
	page := s.questionPage(c, q, asked)
	body, err := s.readAnswer(c.Request)
	if err != nil {
		return view{}, err
	}
	form, err := url.ParseQuery(body)
	if err != nil {
		return view{}, badRequest("It must be sent as application/x-www-form-urlencoded.")
	}
	if page.Said, err = cleanAnswer(form.Get("answer")); err != nil {
		return view{}, err
	}
	answer, err := s.Library.Answer(page.Question.ID, page.Said)
	if err != nil {
		return view{}, err
	}
	page.Answer = &answer
	page.NoIndex = true
	return view{name: "question", data: page}, nil
}

// apiAnswer takes {"text": "…"} or the text itself.
func (s *Server) apiAnswer(c *gin.Context) (any, error) {
	text, err := s.readAnswer(c.Request)
	if err != nil {
		return nil, err
	}
	if c.ContentType() == "application/json" {
		var body struct{ Text string }
		if err := json.Unmarshal([]byte(text), &body); err != nil {
			return nil, errJSON
		}
		text = body.Text
	}
	if text, err = cleanAnswer(text); err != nil {
		return nil, err
	}
	return s.Library.Answer(c.Param("question"), text)
}

// readAnswer reads a body that holds an answer, to its end in any case, so that
// a browser shows what is wrong with it.
func (s *Server) readAnswer(r *http.Request) (string, error) {
	s.limitBody(r)
	data, err := io.ReadAll(io.LimitReader(r.Body, maxAnswerBytes+1))
	if err == nil && len(data) > maxAnswerBytes {
		_, err = io.Copy(io.Discard, r.Body)
		if err == nil {
			return "", errLongAnswer
		}
	}
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return "", errLongAnswer
	}
	if err != nil {
		return "", broken(err)
	}
	return string(data), nil
}

// cleanAnswer returns an answer as it was typed, if it may be looked at.
func cleanAnswer(text string) (string, error) {
	text = clean([]byte(text))
	switch {
	case utf8.RuneCountInString(text) > prep.MaxAnswer:
		return "", errLongAnswer
	case strings.TrimSpace(text) == "":
		return "", errNoAnswer
	}
	return text, nil
}
