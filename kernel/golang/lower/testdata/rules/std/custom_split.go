// A split function of the program for bufio.Scanner.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
)

func commas(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, ','); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, bufio.ErrFinalToken
	}
	return 0, nil, nil
}

func main() {
	sc := bufio.NewScanner(strings.NewReader("a,b,,c"))
	sc.Split(commas)
	for sc.Scan() {
		fmt.Printf("<%s>", sc.Text())
	}
	fmt.Println()
	rd := bufio.NewReader(strings.NewReader("line one\nline two\nrest"))
	for {
		s, err := rd.ReadString('\n')
		fmt.Printf("%q %v; ", s, err)
		if err != nil {
			break
		}
	}
	fmt.Println()
}
