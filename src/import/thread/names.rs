//! Names in sentences of a thread: days, platforms, roles.

/// A date that stands alone on its line.
pub(super) fn is_date(line: &str) -> bool {
    day(line).is_some()
}

/// The day of a date as `2025-06-30`, if the line is one: `2025-06-30T08:40:16+00:00`, `Jun 30, 2025, 8:40 AM`.
pub(super) fn day(line: &str) -> Option<String> {
    let line = line.trim();
    let bytes = line.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        bytes
            .get(range)
            .is_some_and(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
    };
    if digits(0..4) && digits(5..7) && digits(8..10) && bytes[4] == b'-' && bytes[7] == b'-' {
        let rest = line.get(10..)?;
        let time =
            |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | ' ' | 'T' | 'Z');
        return rest.chars().all(time).then(|| line[..10].to_owned());
    }
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let words: Vec<String> = line
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '·' | '•'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.len() < 3 || words.len() > 7 {
        return None;
    }
    let month = words.iter().find_map(|word| {
        let found = MONTHS
            .iter()
            .position(|month| word.starts_with(month) && word.len() <= 9)?;
        Some(found + 1)
    })?;
    let year = words
        .iter()
        .find(|word| word.len() == 4 && word.chars().all(|c| c.is_ascii_digit()))?;
    let number = words
        .iter()
        .find(|word| word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit()))?;
    let known = |word: &String| {
        word.chars().next().is_some_and(|c| c.is_ascii_digit())
            || MONTHS
                .iter()
                .any(|month| word.starts_with(month) && word.len() <= 9)
            || matches!(
                word.as_str(),
                "am" | "pm" | "at" | "utc" | "gmt" | "edited" | "on"
            )
    };
    let number: u8 = number.parse().ok().filter(|day| (1..=31).contains(day))?;
    words
        .iter()
        .all(known)
        .then(|| format!("{year}-{month:02}-{number:02}"))
}

/// The day on which a second since 1970 lies.
pub(super) fn day_of(seconds: i64) -> Option<String> {
    if !(0..=253_402_300_799).contains(&seconds) {
        return None;
    }
    // Counted in eras of 400 years that begin on 1 March, so that the leap day is the last of its year.
    let days = seconds / 86_400 + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let rest = day - (365 * year + year / 4 - year / 100);
    let month = (5 * rest + 2) / 153;
    let day = rest - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    Some(format!(
        "{:04}-{month:02}-{day:02}",
        year + era * 400 + next
    ))
}

/// A platform and its id, if this is how people name one: `iPhone`, `On Android devices:`.
pub(super) fn platform(label: &str) -> Option<(&'static str, &'static str)> {
    let small = label
        .trim()
        .trim_matches(['*', '_', '#', ':', ' ', '.', '-'])
        .to_lowercase();
    let mut bare = small.as_str();
    for start in [
        "on ",
        "for ",
        "in ",
        "using ",
        "if you use ",
        "if you are on ",
        "if you're on ",
    ] {
        bare = bare.strip_prefix(start).unwrap_or(bare);
    }
    for start in ["an ", "a ", "your ", "the "] {
        bare = bare.strip_prefix(start).unwrap_or(bare);
    }
    for end in [
        " devices",
        " device",
        " users",
        " user",
        " phones",
        " phone",
        " app",
        " computers",
        " computer",
        " pc",
    ] {
        bare = bare.strip_suffix(end).unwrap_or(bare);
    }
    Some(match bare.trim_end_matches(':').trim() {
        "ios" | "iphone" | "iphones" | "ipad" | "iphone or ipad" | "iphone/ipad"
        | "iphone and ipad" | "apple" | "ios/ipados" | "ipados" | "ios (iphone)"
        | "ios (iphone/ipad)" => ("ios", "iOS"),
        "android" => ("android", "Android"),
        "windows" | "windows 10" | "windows 11" | "windows 10/11" | "windows 10 and 11"
        | "windows pc" => ("windows", "Windows"),
        "mac" | "macos" | "mac os" | "os x" | "macs" | "macbook" => ("macos", "macOS"),
        "linux" | "ubuntu" | "debian" => ("linux", "Linux"),
        "web" | "browser" | "the web" | "web browser" => ("web", "Web"),
        _ => return None,
    })
}

/// A role that a sentence asks for, with its id and name: `an account with Global Admin access`.
pub(super) fn role(text: &str) -> Option<(String, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        if !matches!(
            bare.as_str(),
            "admin" | "administrator" | "administrators" | "admins"
        ) || at == 0
        {
            continue;
        }
        // The name of a place, as in `admin center`.
        let next = words
            .get(at + 1)
            .map(|word| word.to_lowercase())
            .unwrap_or_default();
        if ["center", "centre", "portal", "console", "panel", "page"]
            .iter()
            .any(|place| next.starts_with(place))
        {
            continue;
        }
        let kind = words[at - 1].trim_matches(|c: char| !c.is_alphanumeric());
        let known = [
            "global",
            "exchange",
            "sharepoint",
            "teams",
            "domain",
            "local",
            "tenant",
            "security",
            "billing",
            "authentication",
            "user",
            "network",
            "system",
            "helpdesk",
            "database",
            "intune",
            "workspace",
            "server",
        ];
        if known.contains(&kind.to_lowercase().as_str()) {
            let mut name = kind.to_lowercase();
            if let Some(first) = name.get_mut(0..1) {
                first.make_ascii_uppercase();
            }
            return Some((
                format!("{}-admin", kind.to_lowercase()),
                format!("{name} Administrator"),
            ));
        }
    }
    None
}
