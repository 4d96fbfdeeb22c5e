package web

import (
	"encoding/json"

	"github.com/gin-gonic/gin"
)

// defaultRole is the role of a request that names none.
const defaultRole = "backend"

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
	return s.judgeAnywhere(c.Request.Context(), &u)
}

func (s *Server) apiParse(c *gin.Context) (any, error) {
	u, err := s.readAPI(c)
	if err != nil {
		return nil, err
	}
	doc, _, err := s.read(c.Request.Context(), u)
	return doc, err
}

func (s *Server) apiQuestions(c *gin.Context) (any, error) {
	asked := form{Role: c.DefaultQuery("role", defaultRole)}
	if err := s.valid(asked); err != nil {
		return nil, err
	}
	data, err := s.Library.MarshalRole(asked.Role)
	return json.RawMessage(data), err
}

func (s *Server) apiQuestion(c *gin.Context) (any, error) {
	data, err := s.Library.MarshalQuestion(c.Param("question"))
	return json.RawMessage(data), err
}
