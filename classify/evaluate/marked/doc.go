// Package marked measures a classifier line by line, against lines that readers
// marked with the roles that they speak for: the letters of its statements, the
// soundness of its evidence, and each concept and pattern of its lexicon.
//
//	var s marked.Score
//	s.Add(posting, classifier)
//	fmt.Println(s.Letters.F1(), s.All.Sound(5))
package marked
