//! Error codes inside text.
//!
//! In: a message or a title. Out: the codes in it as written: `0x80070005`, `ERR_CONNECTION_REFUSED`, `AADSTS50076`,
//! `SQLSTATE[42S02]`, and numbers behind a word such as `error` or `status`.

/// Names with digits that are no codes of errors.
const NOT: &[&str] = &[
    "UTF", "SHA", "MD", "RSA", "AES", "ISO", "RFC", "IPV", "HTTP", "TLS", "SSL", "BASE", "X", "KB",
    "WIN", "MP", "H", "PHP", "SQL", "CVE", "OS", "OAUTH", "EC",
];

/// Words after which a number is a code.
const LEADS: &[&str] = &[
    "error", "code", "codes", "status", "errno", "exit", "event", "http", "hresult", "fault",
];

/// The codes of a text, each once, in order.
pub(super) fn codes(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut lead = String::new();
    let is_break = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';'
                    | '"'
                    | '“'
                    | '”'
                    | '\''
                    | '’'
                    | '('
                    | ')'
                    | '='
                    | '<'
                    | '>'
                    | '{'
                    | '}'
                    | '|'
                    | '`'
                    | '!'
                    | '?'
            )
    };
    for raw in text.split(is_break) {
        let word = raw.trim_matches(|c: char| {
            matches!(c, ':' | '.' | '/' | '\\' | '*' | '-' | '_' | '#')
                || c == '['
                || (c == ']' && !raw.contains('['))
        });
        if word.is_empty() {
            continue;
        }
        // `error:0x1` and `code:53003` are two words.
        let pieces: Vec<&str> = match word.split_once(':') {
            Some((a, b)) if LEADS.contains(&a.to_lowercase().as_str()) => {
                vec![a, b.trim_start_matches(['#', '-'])]
            }
            _ => vec![word],
        };
        for word in pieces {
            let after_lead = LEADS.contains(&lead.as_str());
            if is_code(word) || (after_lead && is_number(word)) {
                let code = word.to_owned();
                let code = if lead == "http" && is_number(word) {
                    format!("HTTP {code}")
                } else {
                    code
                };
                if !found.contains(&code) {
                    found.push(code);
                }
            }
            // `error code 5`, `event id 12`, `error number 3`: the lead goes on.
            let small = word.to_lowercase();
            if !(after_lead
                && matches!(
                    small.as_str(),
                    "id" | "number" | "no" | "code" | "is" | "of"
                ))
            {
                lead = small;
            }
        }
    }
    found
}

fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    (2..=11).contains(&digits)
        && word.len() <= 14
        && word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.'))
}

fn is_code(word: &str) -> bool {
    if !word.is_ascii() || word.len() > 60 || word.len() < 4 {
        return false;
    }
    if let Some(digits) = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X")) {
        return (3..=16).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    }
    if word.starts_with("SQLSTATE[") {
        return word.ends_with(']');
    }
    let bytes = word.as_bytes();
    if !bytes[0].is_ascii_uppercase() {
        return false;
    }
    let parts: Vec<&str> = word.split('_').collect();
    if parts.len() >= 2 {
        // `ERR_NAME_NOT_RESOLVED`, not `MAX_SIZE` of a setting: an error says so in its name, or is long.
        let shouts = word
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        let says = [
            "ERR",
            "ERROR",
            "FAIL",
            "FAILED",
            "E",
            "INVALID",
            "DENIED",
            "REFUSED",
            "TIMEOUT",
            "EXCEPTION",
            "FAULT",
            "BAD",
            "NOT",
            "NO",
        ];
        return shouts
            && parts.iter().all(|part| !part.is_empty())
            && (parts.iter().any(|part| says.contains(part))
                || parts[0] == "DNS"
                || parts[0] == "SSL");
    }
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let rest = &word[letters..];
    let digits = rest.strip_prefix('-').unwrap_or(rest);
    (1..=10).contains(&letters)
        && (2..=10).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && (letters >= 2 || digits.len() >= 4)
        && !NOT.contains(&&word[..letters])
}

#[cfg(test)]
mod tests {
    use super::codes;

    #[test]
    fn codes_are_found_as_written() {
        for (text, expected) in [
            ("Error 0x80070005: access denied", &["0x80070005"][..]),
            ("net::ERR_CONNECTION_REFUSED", &[]),
            ("ERR_CONNECTION_REFUSED.", &["ERR_CONNECTION_REFUSED"]),
            ("AADSTS50076: you must", &["AADSTS50076"]),
            ("SQLSTATE[42S02]: Base table", &["SQLSTATE[42S02]"]),
            ("HTTP status 503", &["503"]),
            ("HTTP 503", &["HTTP 503"]),
            ("error code: 53003", &["53003"]),
            ("Event ID 4625", &["4625"]),
            ("ORA-00942 table", &["ORA-00942"]),
            ("UTF-8 and SHA256 since 2023", &[]),
            ("MAX_SIZE is 20", &[]),
        ] {
            assert_eq!(codes(text), expected, "{text}");
        }
    }
}
