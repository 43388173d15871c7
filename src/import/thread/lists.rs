//! Words and sentences that forums are full of, in English.

/// Whole lines that are buttons and labels, small.
#[rustfmt::skip]
pub(super) const BUTTONS: &[&str] = &[
    "share", "share via", "reply", "follow", "following", "report", "save", "flag", "edit", "like", "comment",
    "comments", "add a comment", "add comment", "accept answer", "accepted", "accepted answer", "best answer",
    "upvote", "downvote", "vote", "votes", "your answer", "your reply", "post your answer", "log in", "sign in",
    "sign in to comment", "sign in to answer", "sign in to follow", "hide comments", "show comments", "copy link",
    "permalink", "solved", "solution", "answered", "question", "sort by", "sort by: most helpful", "most helpful",
    "report a concern", "was this answer helpful?", "was this helpful?", "was this page helpful?", "yes", "no",
    "skip to main content", "feedback", "additional resources", "this question is closed", "highest score (default)",
    "improve this question", "improve this answer", "i have the same question", "me too", "views",
];

/// How lines of the site itself begin, small.
#[rustfmt::skip]
pub(super) const NOTICES: &[&str] = &[
    "sort by:", "sorted by:", "answers can be marked as", "if the answer is helpful", "if an answer is helpful",
    "if this answer is helpful", "note: please follow the steps in our documentation to enable e-mail",
    "please \"accept", "please click \"accept", "please don't forget to", "kindly mark", "remember to accept",
    "a user's reputation", "the post owner", "locked question", "this thread is locked", "you can vote",
    "not the answer you're looking for", "browse other questions", "by clicking", "start asking to get answers",
];

/// How sentences of politeness begin, small.
#[rustfmt::skip]
pub(super) const POLITE: &[&str] = &[
    "thank you", "thanks", "many thanks", "we understand", "i understand", "i hope", "we hope", "hope this",
    "hope it", "please review the following", "this could be due to", "let me know", "let us know",
    "please let me know", "please let us know", "feel free", "please feel free", "if you have extra questions",
    "if you have any other questions", "if you have any questions", "if you have further questions", "sorry to hear",
    "we are sorry", "i am sorry", "i'm sorry", "welcome to", "have a great", "have a nice", "happy to help",
    "i'm here to help", "i am here to help", "any help", "please help", "i would appreciate", "i'd appreciate",
    "appreciate your", "we appreciate", "good day", "good morning", "good afternoon", "cheers", "if this helps",
    "please find below", "try this", "try these", "try the following", "please try the following", "please try these", "please follow", "follow these steps", "follow the steps", "here are", "here is what", "below are", "please see below", "please upvote", "kindly upvote", "looking forward",
];

/// How letters begin, small.
#[rustfmt::skip]
pub(super) const GREETINGS: &[&str] = &[
    "hi", "hello", "dear", "hey", "hallo", "greetings",
];

/// How letters end, small.
#[rustfmt::skip]
pub(super) const FAREWELLS: &[&str] = &[
    "best regards", "kind regards", "regards", "best", "sincerely", "warm regards", "best wishes", "cheers", "thanks",
    "thank you", "many thanks", "yours",
];

/// Verbs by which readers are told what to do.
#[rustfmt::skip]
pub(super) const VERBS: &[&str] = &[
    "add", "adjust", "allow", "ask", "back", "change", "check", "choose", "clean", "clear", "click", "close",
    "configure", "confirm", "connect", "contact", "copy", "create", "delete", "disable", "disconnect", "download",
    "edit", "enable", "ensure", "enter", "export", "factory", "find", "fix", "force", "free", "get", "give", "go",
    "grant", "import", "increase", "install", "launch", "locate", "log", "make", "manage", "manually", "modify",
    "move", "navigate", "open", "pair", "pick", "power", "press", "put", "reboot", "reconnect", "recover", "reduce",
    "register", "reinstall", "remove", "rename", "repair", "replace", "request", "reset", "restart", "restore",
    "review", "roll", "run", "save", "scan", "scroll", "select", "set", "shut", "sign", "start", "stop", "switch",
    "sync", "tap", "test", "toggle", "transfer", "try", "turn", "type", "unblock", "uninstall", "unlock", "unpair",
    "update", "upgrade", "use", "verify", "view", "visit", "wait", "write",
];

/// What stands in front of the name of who wrote something, small.
#[rustfmt::skip]
pub(super) const BY: &[&str] = &[
    "accepted answer by ", "best answer by ", "answer by ", "answer from ", "answered by ", "solution by ",
    "reply by ", "reply from ", "replied by ", "response by ", "response from ", "question by ", "question from ",
    "comment by ", "comment from ",
];

/// What stands behind the name of who wrote something, small.
#[rustfmt::skip]
pub(super) const SAYS: &[&str] = &[
    " wrote:", " writes:", " replied:", " answered:", " said:", " says:", " commented:", " responded:", " asked:",
];
