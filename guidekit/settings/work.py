"""Work in the background: Redis is the doorbell, the database is the queue.

A task is delivered at least once; the job row makes a second delivery harmless.
"""

from celery.schedules import crontab

from guidekit.settings import environment as given

GUIDEKIT_HOME = given.home()
EMBED_REDIS = not given.text("REDIS_URL")
REDIS_SOCKET = given.redis_socket(GUIDEKIT_HOME)
REDIS_URL = given.address(
    "REDIS_URL",
    f"redis+socket://{REDIS_SOCKET}",
    schemes=("redis", "rediss", "redis+socket"),
)

WORKER_PROCESSES = given.number("WORKER_PROCESSES", 2, least=1, most=64)
WORKER_QUEUES = (
    "default",
    "uploads",
    "photos",
    "exports",
    "letters",
    "mail",
    "backlog",
)

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Longer than the longest task, or it would be delivered a second time.
    "visibility_timeout": 1800,
    # kombu looks for lost messages every interval × throttle; the defaults are 100 s.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 5,
    "health_check_interval": 30,
}
# A ring that cannot be heard is given up at once: the sweeper rings again.
CELERY_TASK_PUBLISH_RETRY = False

CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_QUEUES: dict[str, dict[str, str]] = {name: {} for name in WORKER_QUEUES}
CELERY_TASK_CREATE_MISSING_QUEUES = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_ENABLE_UTC = True

CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SEND_TASK_EVENTS = False
# On a second signal: go on for this long, then hand unfinished tasks back.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5.0
# A child that grew (a 24-megapixel photo, a long issue) gives its memory back. KiB.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 600_000

CELERY_BEAT_SCHEDULER = "celery.beat:PersistentScheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(GUIDEKIT_HOME / "beat-schedule")
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
# `expires` keeps rings from piling up while no worker listens.
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {
        "task": "desk.sweep_jobs",
        "schedule": 15.0,
        "options": {"expires": 15},
    },
    "send-letters": {
        "task": "desk.send_letters",
        "schedule": 30.0,
        "options": {"queue": "letters", "expires": 30},
    },
    # A tick; how often each mailbox is asked stands in its row.
    "poll-mailboxes": {
        "task": "submissions.poll_mailboxes",
        "schedule": 10.0,
        "options": {"queue": "mail", "expires": 10},
    },
    # New versions are read by a job; this is for pieces older than the vocabularies.
    "propose-tags": {
        "task": "submissions.propose_tags",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    # Before the desk comes; Shanghai's time.
    "watch-exclusive-clocks": {
        "task": "submissions.watch_clocks",
        "schedule": crontab(hour=8, minute=0),
    },
    # Many ticks a morning, one letter: a clock that was off at half past seven is late.
    "ask-for-morning": {
        "task": "issues.ask_for_morning",
        "schedule": crontab(hour="7-11", minute="0,10,20,30,40,50"),
        "options": {"expires": 600},
    },
    "sweep-uploads": {
        "task": "submissions.sweep_uploads",
        "schedule": 300.0,
        "options": {"expires": 300},
    },
    "sweep-files": {
        "task": "desk.sweep_files",
        "schedule": crontab(hour=3, minute=30),
    },
    "seal-ledger": {
        "task": "desk.seal_ledger",
        "schedule": crontab(hour=0, minute=10),
    },
}
