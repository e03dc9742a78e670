# The REST API of Flask-APScheduler, with timers in memory: PORT=8000 python flask-apscheduler.py
import os

from flask import Flask
from flask_apscheduler import APScheduler
from waitress import serve

app = Flask(__name__)
app.config.update(
    SCHEDULER_API_ENABLED=True,
    SCHEDULER_TIMEZONE="UTC",
    SCHEDULER_EXECUTORS={"default": {"type": "threadpool", "max_workers": 100}},
    # Otherwise a job that is more than a second late is dropped.
    SCHEDULER_JOB_DEFAULTS={"misfire_grace_time": 60},
)
scheduler = APScheduler()
scheduler.init_app(app)
scheduler.start()
# Whoever reaches the API can call any Python function.
serve(app, host="127.0.0.1", port=int(os.environ["PORT"]), threads=16)
