package vocabulary

import (
	"strings"

	"rolecall/extract/internal/tables"
)

// CleanCompany removes what pages write around an employer's name.
func CleanCompany(s string) string {
	for _, head := range tables.Builtin.Companies.Opens {
		s = strings.TrimPrefix(s, head)
	}
	for _, tail := range tables.Builtin.Companies.Ends {
		if rest, ok := strings.CutSuffix(s, tail); ok && rest != "" {
			s = rest
		}
	}
	return s
}
