// Character references of SGML and HTML: `&lt;`, `&eacute;`, `&#8217;`, `&#x201C;`.
#pragma once

#include <string>
#include <string_view>

namespace dateline::corpus {

/// Append text with its character references replaced and its control characters dropped (all but
/// tab and line end; `\r\n` becomes `\n`).
/// Named ones of HTML 4 and the few more of the TREC disks are known; an unknown name followed by
/// `;` is a typesetting command (`&UR;`, `&Cx1f;`) and is dropped; any other `&` is itself. Numbers
/// 128-159 mean Windows-1252, numbers of control characters are dropped.
/// in: text, UTF-8
/// source: formats guide, sections 4, 5 and 29
void append_decoded(std::string& out, std::string_view text);

}  // namespace dateline::corpus
