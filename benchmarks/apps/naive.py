"""The same two pages as somebody writes them first: a query for each thing, charts built anew.

It has no sign-in and no rules about who sees what. `?child=` draws a child, `?class=` a class.
"""

import altair as alt
import pandas as pd  # type: ignore[import-untyped]
import streamlit as st
from sqlmodel import Session, create_engine, select

from db import tables as t
from db.engine import configured_url
from rules.progress import MeasureKind, Point, Series, aim_of, read
from rules.progress_words import say

engine = create_engine(configured_url())


def series_of(db: Session, goal: t.Goal) -> Series:
    rows = db.exec(select(t.CheckIn).where(t.CheckIn.goal_id == goal.id).order_by(t.CheckIn.day))
    return Series(
        goal.measure,
        goal.unit,
        MeasureKind(goal.measure_kind),
        goal.baseline,
        goal.baseline_on,
        goal.target,
        goal.target_on,
        tuple(Point(row.day, row.value) for row in rows),
    )


def chart(series: Series) -> alt.LayerChart | alt.FacetChart:
    values = pd.DataFrame([{"day": p.day, "value": p.value} for p in series.points])
    lines = [alt.Chart(values).mark_line(point=True).encode(x="day:T", y="value:Q")]
    aim = aim_of(series)
    if aim:
        ends = [{"day": aim.start_on, "value": aim.start}, {"day": aim.end_on, "value": aim.end}]
        target = alt.Chart(pd.DataFrame(ends)).mark_line(strokeDash=[4, 4])
        lines.append(target.encode(x="day:T", y="value:Q"))
    return alt.layer(*lines)


def draw_goal(db: Session, goal: t.Goal) -> None:
    st.subheader(goal.title)
    for voice in db.exec(select(t.GoalVoice).where(t.GoalVoice.goal_id == goal.id)):
        author = db.get(t.Person, voice.author_id)
        st.write(f"{author.given_name if author else ''}: {voice.words}")
    series = series_of(db, goal)
    if series.points:
        st.write(say(read(series)))
        st.altair_chart(chart(series))
        st.dataframe(pd.DataFrame([{"day": p.day, "value": p.value} for p in series.points]))
    for step in db.exec(select(t.Step).where(t.Step.goal_id == goal.id)):
        st.checkbox(step.text, key=f"step{step.id}")
    for comment in db.exec(select(t.Comment).where(t.Comment.goal_id == goal.id)):
        st.write(comment.text)


def child_page(db: Session, child: int) -> None:
    person = db.get(t.Person, child)
    st.title(person.given_name if person else "")
    for goal in db.exec(select(t.Goal).where(t.Goal.student_id == child)).all():
        draw_goal(db, goal)


def class_page(db: Session, room: int) -> None:
    st.title("My class")
    for enrolment in db.exec(select(t.Enrolment).where(t.Enrolment.class_id == room)).all():
        person = db.get(t.Person, enrolment.student_id)
        goals = db.exec(select(t.Goal).where(t.Goal.student_id == enrolment.student_id)).all()
        cells = st.columns(len(goals) + 1)
        cells[0].write(person.given_name if person else "")
        for cell, goal in zip(cells[1:], goals, strict=True):
            cell.write(f"{goal.title}: {read(series_of(db, goal)).standing}")


with Session(engine) as session:
    if "child" in st.query_params:
        child_page(session, int(st.query_params["child"]))
    elif "class" in st.query_params:
        class_page(session, int(st.query_params["class"]))
