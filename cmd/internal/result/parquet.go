package result

import "rolecall/classify"

// A ParquetEvidence is a piece of evidence as Parquet files have it.
type ParquetEvidence struct {
	Concept   string   `parquet:"concept,dict"`
	Role      string   `parquet:"role,dict"`
	Weight    float64  `parquet:"weight"`
	Zone      string   `parquet:"zone,dict"`
	Start     int64    `parquet:"start"`
	End       int64    `parquet:"end"`
	Text      string   `parquet:"text"`
	Sentence  string   `parquet:"sentence"`
	Documents []string `parquet:"documents,list"`
}

// ParquetEvidenceOf returns evidence in that form.
func ParquetEvidenceOf(evidence []classify.Evidence) []ParquetEvidence {
	list := make([]ParquetEvidence, len(evidence))
	for i, e := range evidence {
		list[i] = ParquetEvidence{e.Concept, string(e.Role), e.Weight, string(e.Zone), int64(e.Start), int64(e.End), e.Text, e.Sentence, e.Documents}
	}
	return list
}

// RowsPerGroup bounds what is held in memory before it is written.
const RowsPerGroup = 2048
